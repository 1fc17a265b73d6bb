package io.sluice.chain.evm;

import io.sluice.chain.family.Families;
import io.sluice.chain.family.Watched;
import io.sluice.chain.nodes.HeadBoard;
import io.sluice.chain.rpc.RpcChains;
import java.time.InstantSource;
import java.util.List;

/** The families as the gateway has them. */
public final class EvmFamilies {

    private EvmFamilies() {}

    public static Families all() {
        return all(InstantSource.system());
    }

    /** The same on a machine that shows another time. */
    public static Families all(InstantSource clock) {
        return new Families(List.of(family(clock)));
    }

    private static EvmFamily family(InstantSource clock) {
        return new EvmFamily(new RpcChains(), new HeadBoard(), Watched.EVERYBODY, clock);
    }
}
