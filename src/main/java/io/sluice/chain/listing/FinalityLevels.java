package io.sluice.chain.listing;

import io.sluice.chain.Finality;
import io.sluice.chain.Worth;
import io.sluice.chain.Worth.Size;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Levels;
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
     * that nobody can tell in it counts as large, which is slow but never too little. One that
     * counts as larger to whoever asks it also needs what it would need by itself: a deployment's
     * own levels may ask less of larger payments.
     *
     * @param finalityMoves whether what the chain calls final goes on, as far as it was read
     */
    public Finality of(ChainId chain, Worth total, boolean finalityMoves) {
        var levels = properties.require(chain).levels(finalityMoves);
        var size = ours(total);
        var ours = finality(size, levels);
        var asked = finality(larger(total.least(), size), levels);
        return new Finality(
                asked.tier(),
                Math.max(asked.depth(), ours.depth()),
                asked.tag().compareTo(ours.tag()) < 0 ? ours.tag() : asked.tag());
    }

    private static Finality finality(Size size, Levels levels) {
        return switch (size) {
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
