package io.sluice.chain.watch;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.rpc.Undecided;
import reactor.core.publisher.Mono;

/**
 * Reads blocks with what arrived in them measured; without, once nobody could tell that for long.
 * States are forgotten for good, and anybody can send next to nothing in any block.
 */
final class PatientReading {

    /** So many readings in a row that failed are no accident. */
    private static final int PATIENCE = 30;

    private final ChainReader reader;

    private int failed;

    PatientReading(ChainReader reader) {
        this.reader = reader;
    }

    /** Fails with {@link Undecided} as {@link ChainReader#read} does, but not for ever. */
    Mono<ReadBlock> read(long height, String hash) {
        return reader.read(height, hash)
                .doOnNext(_ -> failed = 0)
                .onErrorResume(Undecided.class, cause -> unmeasured(height, hash, cause));
    }

    private Mono<ReadBlock> unmeasured(long height, String hash, Undecided cause) {
        failed = Math.min(failed + 1, PATIENCE);
        return failed < PATIENCE ? Mono.error(cause) : reader.readUnmeasured(height, hash);
    }
}
