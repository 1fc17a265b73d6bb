package io.sluice.chain.listing;

import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import java.util.List;

/** Lets tests of other packages have levels. */
public final class FinalityLevelsForTests {

    private FinalityLevelsForTests() {}

    public static FinalityLevels levels() {
        return new FinalityLevels(Networks.unasked());
    }

    /** Those of one network. */
    public static FinalityLevels levels(Network network) {
        var others = Networks.unasked();
        return new FinalityLevels(
                new ChainProperties(
                        List.of(network), others.tiers(), others.pool(), others.readAhead()));
    }
}
