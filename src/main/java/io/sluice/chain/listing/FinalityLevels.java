package io.sluice.chain.listing;

import io.sluice.chain.Finality;
import io.sluice.chain.Worth;
import io.sluice.chain.Worth.Size;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network.Level;
import io.sluice.money.ChainId;
import org.springframework.stereotype.Component;

/** How sure is sure, by chain and by the size of the payment. */
@Component
public final class FinalityLevels {

    private final ChainProperties properties;

    FinalityLevels(ChainProperties properties) {
        this.properties = properties;
    }

    /**
     * What a payment of {@code total} needs. The limits between sizes are in one currency; a total
     * that nobody can tell in it counts as large, which is slow but never too little.
     *
     * @param finalityMoves whether what the chain calls final goes on, as far as it was read
     */
    public Finality of(ChainId chain, Worth total, boolean finalityMoves) {
        var levels = properties.require(chain).levels(finalityMoves);
        return switch (larger(total.least(), ours(total))) {
            case SMALL -> finality("small", levels.small());
            case NORMAL -> finality("normal", levels.normal());
            case LARGE -> finality("large", levels.large());
        };
    }

    private Size ours(Worth total) {
        var tiers = properties.tiers();
        return total.in(tiers.currency())
                .map(it -> Size.of(it, tiers.smallBelow(), tiers.normalBelow()))
                .orElse(Size.LARGE);
    }

    private static Size larger(Size one, Size other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Finality finality(String tier, Level level) {
        return new Finality(tier, level.depth(), level.tag());
    }
}
