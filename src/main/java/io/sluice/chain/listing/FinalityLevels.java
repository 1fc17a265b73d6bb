package io.sluice.chain.listing;

import io.sluice.chain.Finality;
import io.sluice.chain.Worth;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Levels;
import io.sluice.chain.network.Network.Level;
import io.sluice.money.ChainId;
import java.math.BigDecimal;
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
        return total.in(properties.tiers().currency())
                .map(it -> of(levels, it))
                .orElseGet(() -> finality("large", levels.large()));
    }

    private Finality of(Levels levels, BigDecimal total) {
        if (total.compareTo(properties.tiers().smallBelow()) < 0) {
            return finality("small", levels.small());
        }
        return total.compareTo(properties.tiers().normalBelow()) < 0
                ? finality("normal", levels.normal())
                : finality("large", levels.large());
    }

    private static Finality finality(String tier, Level level) {
        return new Finality(tier, level.depth(), level.tag());
    }
}
