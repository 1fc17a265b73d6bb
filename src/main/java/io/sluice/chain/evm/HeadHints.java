package io.sluice.chain.evm;

import io.sluice.chain.network.Network;
import io.sluice.platform.tls.Authorities;
import reactor.core.publisher.Flux;

/** What lets a node be asked sooner than its turn. Nothing but latency ever rests on it. */
interface HeadHints {

    /** Where there is nothing but turns. */
    HeadHints NONE =
            new HeadHints() {
                @Override
                public Flux<Boolean> heard() {
                    return Flux.never();
                }

                @Override
                public void othersWentOn() {}
            };

    /** Those of a node that tells of new heads, else none. */
    static HeadHints of(Network.Node node, Authorities authorities) {
        return node.ws() == null
                ? NONE
                : new HeadSocket(node.name(), node.ws(), node.headers(), authorities);
    }

    /** Something may be new. Never fails. */
    Flux<Boolean> heard();

    /** Other nodes know of a new head: whoever hints at none for long is deaf. */
    void othersWentOn();
}
