package io.sluice.chain.family;

import io.sluice.chain.rpc.Undecided;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One chain as enough operators tell it. */
public interface ChainReader {

    /** The same for questions that can wait: whatever is asked here goes before them. */
    default ChainReader unhurried() {
        return this;
    }

    /** How far operators say the chain is, again with every answer. Never fails, never ends. */
    Flux<Served> served();

    /**
     * Blocks that a first node has before enough others do, as that node alone tells them; only
     * while somebody follows {@link #served}. Never fails, never ends.
     */
    default Flux<ReadBlock> early() {
        return Flux.never();
    }

    /**
     * The hash of the block at {@code height}. Fails with {@link Undecided} while too few operators
     * name the same.
     */
    Mono<String> agreedHash(long height);

    /**
     * The block with a hash that was agreed on. Fails with {@link Undecided} while too few
     * operators agree on everything in it.
     */
    Mono<ReadBlock> read(long height, String hash);

    /**
     * The same; of what has to be measured, not how much arrived, so that no state is asked for.
     */
    default Mono<ReadBlock> readUnmeasured(long height, String hash) {
        return read(height, hash);
    }

    /**
     * The same block, as told by others than {@code operators}; of what has to be measured, not how
     * much arrived. Fails with {@link Undecided} while too few others tell it.
     */
    Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators);

    /**
     * What addresses hold at the end of a block: an answer for each. Fails with {@link Undecided}
     * while too few operators say the same, as it does where none still knows a state so old.
     */
    default Mono<Map<Holding, BigInteger>> balances(Collection<Holding> holdings, String hash) {
        return Mono.error(() -> new Undecided("balances " + hash));
    }
}
