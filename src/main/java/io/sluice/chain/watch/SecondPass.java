package io.sluice.chain.watch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.network.Network;
import io.sluice.chain.rpc.Undecided;
import io.sluice.money.ChainId;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads every final block of a chain once more, from others than those that told it: behind the
 * first pass, at a pace that leaves the nodes to it, and never past a block that was not read. Also
 * reads what an operator had the first pass skip.
 */
final class SecondPass {

    private static final Duration PACE = Duration.ofMillis(100);
    private static final Duration REST = Duration.ofSeconds(1);

    /** As many rests in a row are worth a look. */
    private static final int PATIENCE = 30;

    private final ChainId chain;
    private final Set<String> operators;
    private final ChainReader reader;
    private final PatientReading agreed;
    private final CursorStore cursors;
    private final BlockStore blocks;
    private final SecondPassStore passes;
    private final GapStore gaps;
    private final Corrections corrections;
    private final Mono<Void> guard;
    private final SecondAlarms alarms;

    private int waited;
    private boolean asksTheSame;

    /**
     * @param guard first statement of each unit: fails when somebody else has taken over
     */
    SecondPass(
            Network network,
            ChainReader reader,
            CursorStore cursors,
            BlockStore blocks,
            SecondPassStore passes,
            GapStore gaps,
            Corrections corrections,
            Mono<Void> guard,
            SecondAlarms alarms) {
        this.chain = network.id();
        this.operators =
                network.nodes().stream().map(Network.Node::operator).collect(toUnmodifiableSet());
        this.reader = reader;
        this.agreed = new PatientReading(reader);
        this.cursors = cursors;
        this.blocks = blocks;
        this.passes = passes;
        this.gaps = gaps;
        this.corrections = corrections;
        this.guard = guard;
        this.alarms = alarms;
    }

    /** Follows the first pass; ends only by failing, when somebody else has taken over. */
    Flux<Void> follow() {
        return Mono.defer(this::step)
                .flatMap(read -> Mono.delay(read ? PACE : REST))
                .then()
                .repeat();
    }

    /** Closes a gap or reads the next block again; false when there is none that anyone tells. */
    Mono<Boolean> step() {
        return cursors.load(chain)
                .flatMap(cursor -> closeGap().switchIfEmpty(Mono.defer(() -> next(cursor))))
                .doOnNext(_ -> waited = 0)
                .defaultIfEmpty(false)
                .onErrorReturn(CursorMoved.class, false);
    }

    /** Was never read, so that enough operators must tell it, whoever they are. */
    private Mono<Boolean> closeGap() {
        return gaps.lowest(chain)
                .doOnNext(alarms::hasGap)
                .switchIfEmpty(Mono.fromRunnable(alarms::hasNoGap))
                .flatMap(gap -> agreed.read(gap.height(), gap.hash()))
                .flatMap(this::fill)
                .onErrorResume(Undecided.class, _ -> Mono.empty());
    }

    /** What hangs on another block than ours would make a chain that never was. */
    private Mono<Boolean> fill(ReadBlock read) {
        return blocks.at(chain, read.block().height() - 1)
                .filter(below -> below.hash().equals(read.parentHash()))
                .switchIfEmpty(Mono.fromRunnable(() -> alarms.unconnected(read.block())))
                .flatMap(_ -> corrections.fill(guard, chain, read))
                .doOnNext(difference -> alarms.filled(read, difference))
                .map(_ -> true);
    }

    private Mono<Boolean> next(ChainView cursor) {
        return passes.reached(chain)
                .switchIfEmpty(Mono.defer(() -> corrections.begin(guard, chain)))
                .doOnNext(reached -> alarms.isBehind(cursor.finalized() - reached))
                .filter(reached -> reached < cursor.finalized())
                .flatMap(reached ->
                        after(reached).onErrorResume(Undecided.class, _ -> waits(reached)));
    }

    private Mono<Boolean> after(long reached) {
        return blocks.at(chain, reached + 1).flatMap(ours -> readAgain(reached, ours));
    }

    private Mono<Boolean> readAgain(long reached, KnownBlock ours) {
        return reader.agreedHash(ours.height())
                .filter(ours.hash()::equals)
                .switchIfEmpty(Mono.fromRunnable(() -> alarms.replaced(ours)))
                .flatMap(hash -> reader.readAgain(ours.height(), hash, tellersOf(ours)))
                .flatMap(again -> pass(reached, again))
                .map(_ -> true);
    }

    /** One operator may say that something was missed; what it was, enough of them must tell. */
    private Mono<Difference> pass(long reached, ReadBlock again) {
        var block = again.block();
        return apply(reached, again)
                .onErrorResume(
                        OneWord.class,
                        _ ->
                                agreed.read(block.height(), block.hash())
                                        .flatMap(told -> applyLeaving(reached, told))
                                        .doOnNext(found -> compare(again, found)));
    }

    private void compare(ReadBlock again, Difference found) {
        if (found.missed().isEmpty() && found.left().isEmpty() && again.grade() == Grade.SINGLE) {
            alarms.notBorneOut(again);
        }
    }

    private Mono<Difference> apply(long reached, ReadBlock again) {
        return corrections
                .pass(guard, chain, reached, again)
                .doOnNext(difference -> alarms.found(again, difference));
    }

    private Mono<Difference> applyLeaving(long reached, ReadBlock told) {
        return corrections
                .passLeaving(guard, chain, reached, told)
                .doOnNext(difference -> alarms.found(told, difference));
    }

    /** Where nobody is left to ask, the same are asked again. */
    private Set<String> tellersOf(KnownBlock ours) {
        if (!ours.operators().containsAll(operators)) {
            return ours.operators();
        }
        if (!asksTheSame) {
            asksTheSame = true;
            alarms.asksTheSame();
        }
        return Set.of();
    }

    private Mono<Boolean> waits(long reached) {
        if (++waited == PATIENCE) {
            alarms.waitsAt(reached + 1);
        }
        return Mono.empty();
    }
}
