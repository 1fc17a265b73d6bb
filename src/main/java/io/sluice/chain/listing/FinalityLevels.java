package io.sluice.chain.listing;

import io.sluice.chain.Finality;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network.Level;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import org.springframework.stereotype.Component;

/** How sure is sure, by chain and by the size of the payment. */
@Component
public final class FinalityLevels {

    private final ChainProperties properties;

    FinalityLevels(ChainProperties properties) {
        this.properties = properties;
    }

    /**
     * What a payment of {@code total} needs. The limits between sizes are in one currency, and a
     * total in another is not converted: it counts as large, which is slow but never too little.
     */
    public Finality of(ChainId chain, Price total) {
        var levels = properties.require(chain).finality();
        var tiers = properties.tiers();
        if (!total.currency().equals(tiers.currency())) {
            return finality("large", levels.large());
        }
        if (total.amount().compareTo(tiers.smallBelow()) < 0) {
            return finality("small", levels.small());
        }
        return total.amount().compareTo(tiers.normalBelow()) < 0
                ? finality("normal", levels.normal())
                : finality("large", levels.large());
    }

    private static Finality finality(String tier, Level level) {
        return new Finality(tier, level.depth(), level.tag());
    }
}
