package io.sluice.chain.evm;

import io.sluice.chain.family.Families;
import io.sluice.chain.family.Watched;
import io.sluice.chain.nodes.HeadBoard;
import io.sluice.chain.rpc.RpcChains;
import io.sluice.platform.tls.Authorities;
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
        return new Families(List.of(family(clock, new RpcChains(Authorities.system()))));
    }

    /** The same with nodes that somebody else looks after. */
    public static Families all(InstantSource clock, RpcChains nodes) {
        return new Families(List.of(family(clock, nodes)));
    }

    /** The same that takes {@code watched} for watched. */
    public static Families watching(Watched watched) {
        var system = InstantSource.system();
        return new Families(
                List.of(
                        new EvmFamily(
                                new RpcChains(Authorities.system()),
                                new HeadBoard(),
                                watched,
                                system)));
    }

    private static EvmFamily family(InstantSource clock, RpcChains nodes) {
        return new EvmFamily(nodes, new HeadBoard(), Watched.EVERYBODY, clock);
    }
}
