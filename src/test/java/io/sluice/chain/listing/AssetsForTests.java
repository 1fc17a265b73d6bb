package io.sluice.chain.listing;

import io.sluice.chain.Assets;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;

/** Lets tests of other packages have the assets of a network. */
public final class AssetsForTests {

    private AssetsForTests() {}

    public static Assets of(Network network) {
        return new ConfiguredAssets(Networks.only(network), EvmFamilies.all());
    }
}
