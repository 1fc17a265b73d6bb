package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.Movement;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what reached deposit addresses, and each change of it as a fact. */
interface TransferStore {

    /** Keeps those movements that reached a deposit address; gives the addresses. */
    Mono<List<String>> include(ChainView view, Collection<Movement> movements);

    /** Marks what was included above the cursor as orphaned; gives the addresses. */
    Flux<String> orphanAbove(ChainView view);
}
