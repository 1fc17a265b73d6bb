package io.sluice.chain.watch;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * The same, several together where they are final: they are to be taken as one, for nobody who
     * pays now waits for them. One that was not read ends what it is in.
     */
    Flux<List<Signal<ReadBlock>>> read(long from, long to, long finalized) {
        return read(from, to).bufferUntil(read -> isLast(read, finalized));
    }

    /** Those at the beginning of {@code reads} that were read and follow each other. */
    static List<ReadBlock> following(String hash, List<Signal<ReadBlock>> reads) {
        var following = new ArrayList<ReadBlock>();
        var parent = hash;
        for (var signal : reads) {
            var read = signal.get();
            if (read == null || !read.parentHash().equals(parent)) {
                break;
            }
            following.add(read);
            parent = read.block().hash();
        }
        return following;
    }

    private boolean isLast(Signal<ReadBlock> signal, long finalized) {
        var read = signal.get();
        return read == null
                || read.block().height() >= finalized
                || read.block().height() % blocks == 0;
    }

    private Mono<ReadBlock> block(long height, long head) {
        var asked = height < head - FAR_BELOW_BLOCKS ? unhurried : reader;
        return asked.agreedHash(height).flatMap(hash -> asked.read(height, hash));
    }
}
