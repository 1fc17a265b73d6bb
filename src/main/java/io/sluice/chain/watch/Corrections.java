package io.sluice.chain.watch;

import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Moves the second pass on, each time in one unit with what the first one missed. Adds, and never
 * takes away. The first statement checks the right to write.
 */
final class Corrections {

    private final Database database;
    private final CursorStore cursors;
    private final SecondPassStore passes;
    private final Recorder recorder;

    Corrections(Database database, CursorStore cursors, SecondPassStore passes, Recorder recorder) {
        this.database = database;
        this.cursors = cursors;
        this.passes = passes;
        this.recorder = recorder;
    }

    /** Begins the second pass; empty while nothing that was read is final. */
    Mono<Long> begin(Mono<Void> guard, ChainId chain) {
        return guard.then(Mono.defer(() -> passes.begin(chain))).as(database::atomically);
    }

    /** Takes in that the block after {@code from} was read again, and what is new in it. */
    Mono<Difference> pass(Mono<Void> guard, ChainId chain, long from, ReadBlock again) {
        return guard.then(Mono.defer(() -> passes.advance(chain, from, again.block().height())))
                .then(Mono.defer(() -> passes.difference(chain, again)))
                .delayUntil(difference -> add(chain, again, difference.missed()))
                .as(database::atomically);
    }

    private Mono<Void> add(ChainId chain, ReadBlock again, Set<String> missed) {
        return missed.isEmpty()
                ? Mono.empty()
                : cursors.revise(chain)
                        .flatMap(view -> recorder.keepTransfers(view, only(again, missed)));
    }

    private static ReadBlock only(ReadBlock read, Set<String> wanted) {
        return new ReadBlock(
                read.block(),
                read.parentHash(),
                read.movements().stream().filter(it -> wanted.contains(it.id())).toList(),
                read.mined(),
                read.grade(),
                read.operators());
    }
}
