package io.sluice.chain.watch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Moves the second pass on and closes gaps, each time in one unit with what had been missed. Adds,
 * and never takes away. The first statement checks the right to write.
 */
final class Corrections {

    private final Database database;
    private final CursorStore cursors;
    private final SecondPassStore passes;
    private final GapStore gaps;
    private final Recorder recorder;

    Corrections(
            Database database,
            CursorStore cursors,
            SecondPassStore passes,
            GapStore gaps,
            Recorder recorder) {
        this.database = database;
        this.cursors = cursors;
        this.passes = passes;
        this.gaps = gaps;
        this.recorder = recorder;
    }

    /** Begins the second pass; empty while nothing that was read is final. */
    Mono<Long> begin(Mono<Void> guard, ChainId chain) {
        return guard.then(Mono.defer(() -> passes.begin(chain))).as(database::atomically);
    }

    /**
     * Takes in that the block after {@code from} was read again, and what is new in it. Fails with
     * {@link OneWord} when that is only one operator's word, or nobody looked how much it is.
     */
    Mono<Difference> pass(Mono<Void> guard, ChainId chain, long from, ReadBlock again) {
        return pass(guard, chain, from, again, Set.of());
    }

    /** The same of a block that enough operators tell, leaving what nobody measured. */
    Mono<Difference> passLeaving(Mono<Void> guard, ChainId chain, long from, ReadBlock agreed) {
        return pass(guard, chain, from, agreed, unmeasured(agreed));
    }

    private Mono<Difference> pass(
            Mono<Void> guard, ChainId chain, long from, ReadBlock again, Set<String> leaving) {
        return guard.then(Mono.defer(() -> passes.advance(chain, from, again.block().height())))
                .then(Mono.defer(() -> passes.difference(chain, again)))
                .map(difference -> difference.leaving(leaving))
                .delayUntil(difference -> add(chain, again, difference.missed()))
                .as(database::atomically);
    }

    /**
     * Closes a gap, leaving what nobody measured. The cursor is locked first, as by whoever derives
     * addresses.
     */
    Mono<Difference> fill(Mono<Void> guard, ChainId chain, ReadBlock read) {
        return guard.then(Mono.defer(() -> cursors.revise(chain)))
                .then(Mono.defer(() -> gaps.fill(chain, read)))
                .flatMap(view -> keep(view, read))
                .as(database::atomically);
    }

    /** Has the chain go on without the block it is stuck at; by an operator, so under no lease. */
    Mono<ChainView> skip(ChainView from, String hash, String note) {
        return gaps.skip(from, hash, note)
                .delayUntil(view -> recorder.tell(view, List.of()))
                .as(database::atomically);
    }

    private Mono<Difference> keep(ChainView view, ReadBlock read) {
        return passes.difference(view.chain(), read)
                .map(difference -> difference.leaving(unmeasured(read)))
                .delayUntil(it -> recorder.keepTransfers(view, List.of(only(read, it.missed()))));
    }

    private Mono<Void> add(ChainId chain, ReadBlock again, Set<String> missed) {
        if (missed.isEmpty()) {
            return Mono.empty();
        }
        var missing = only(again, missed);
        return missing.grade() == Grade.SINGLE || !unmeasured(missing).isEmpty()
                ? Mono.error(() -> new OneWord(again.block()))
                : cursors.revise(chain)
                        .flatMap(view -> recorder.keepTransfers(view, List.of(missing)));
    }

    private static Set<String> unmeasured(ReadBlock read) {
        return read.movements().stream()
                .filter(Movement::atMost)
                .map(Movement::id)
                .collect(toUnmodifiableSet());
    }

    private static ReadBlock only(ReadBlock read, Set<String> wanted) {
        return read.moving(
                read.movements().stream().filter(it -> wanted.contains(it.id())).toList());
    }
}
