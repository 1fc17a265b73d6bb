package io.sluice.chain.family;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One chain as enough operators tell it. */
public interface ChainReader {

    /** How far operators say the chain is, again with every answer. Never fails, never ends. */
    Flux<Served> served();

    /**
     * The hash of the block at {@code height}. Fails with {@link io.sluice.chain.rpc.Undecided}
     * while too few operators name the same.
     */
    Mono<String> agreedHash(long height);

    /**
     * The block with a hash that was agreed on. Fails with {@link io.sluice.chain.rpc.Undecided}
     * while too few operators agree on everything in it.
     */
    Mono<ReadBlock> read(long height, String hash);
}
