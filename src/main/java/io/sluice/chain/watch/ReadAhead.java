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

    private final ChainReader reader;
    private final int blocks;

    /**
     * @param blocks how many are read, or wait to be taken, at once
     */
    ReadAhead(ChainReader reader, int blocks) {
        this.reader = reader;
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
                .flatMapSequential(height -> read(height).materialize(), blocks, 1);
    }

    private Mono<ReadBlock> read(long height) {
        return reader.agreedHash(height).flatMap(hash -> reader.read(height, hash));
    }
}
