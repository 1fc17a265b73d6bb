package io.sluice.chain.listing;

import io.sluice.chain.network.Networks;

/** Lets tests of other packages have levels. */
public final class FinalityLevelsForTests {

    private FinalityLevelsForTests() {}

    public static FinalityLevels levels() {
        return new FinalityLevels(Networks.unasked());
    }
}
