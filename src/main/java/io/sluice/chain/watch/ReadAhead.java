package io.sluice.chain.watch;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Reads the next blocks of a chain at once, and gives them in order. Whoever takes them one by one
 * finds out which of them still follow each other.
 */
final class ReadAhead {

    /** What is this far below the head holds up nobody who pays now. */
    private static final int FAR_BELOW_BLOCKS = 256;

    private final ChainReader reader;
    private final ChainReader unhurried;
    private final int blocks;

    /**
     * @param blocks how many are read, or wait to be taken, at once
     */
    ReadAhead(ChainReader reader, int blocks) {
        this.reader = reader;
        this.unhurried = reader.unhurried();
        this.blocks = blocks;
    }

    /** The blocks from one height to another; in the place of one that was not read: why. */
    Flux<Signal<ReadBlock>> read(long from, long to) {
        return Flux.<Long, Long>generate(
                        () -> from,
                        (height, sink) -> {
                            if (height > to) {
                                sink.complete();
                            } else {
                                sink.next(height);
                            }
                            return height + 1;
                        })
                .flatMapSequential(height -> block(height, to).materialize(), blocks, 1);
    }

    private Mono<ReadBlock> block(long height, long head) {
        var asked = height < head - FAR_BELOW_BLOCKS ? unhurried : reader;
        return asked.agreedHash(height).flatMap(hash -> asked.read(height, hash));
    }
}
