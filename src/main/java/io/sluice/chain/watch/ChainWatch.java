package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Settled;
import io.sluice.chain.rpc.Undecided;
import io.sluice.money.ChainId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** Reads one chain in its order while a term lasts. No path passes a block it did not read. */
final class ChainWatch {

    private static final Logger log = LoggerFactory.getLogger(ChainWatch.class);

    private final ChainId chain;
    private final ChainReader reader;
    private final CursorStore cursors;
    private final Recorder recorder;
    private final Ancestry ancestry;
    private final ReadAhead ahead;
    private final Mono<Void> guard;
    private final Stall stall;
    private final ReorgAlarm reorgs;
    private final Settled settled;
    private final Standstill standstill;

    private Served seen = Served.NOTHING;
    private boolean forked;
    private boolean turnedBack;
    private String stuckAfter = "";
    private @Nullable ChainView reached;

    /**
     * A watch of {@code network}.
     *
     * @param guard first statement of each unit: fails when somebody else has taken over
     */
    ChainWatch(
            Network network,
            ChainReader reader,
            CursorStore cursors,
            Recorder recorder,
            Ancestry ancestry,
            ReadAhead ahead,
            Mono<Void> guard,
            Stall stall,
            ReorgAlarm reorgs) {
        this.chain = network.id();
        this.reader = reader;
        this.cursors = cursors;
        this.recorder = recorder;
        this.ancestry = ancestry;
        this.ahead = ahead;
        this.guard = guard;
        this.stall = stall;
        this.reorgs = reorgs;
        this.settled = network.levels().settled();
        this.standstill = new Standstill(recorder, guard, network.idleMargin());
    }

    /** Follows the chain; ends only by failing, when somebody else has taken over. */
    Flux<Void> follow() {
        return reader.served().onBackpressureLatest().concatMap(this::round, 0);
    }

    /** Reads up to the served head. Waits for the next time when nodes do not agree. */
    private Mono<Void> round(Served served) {
        if (served.head() < 0) {
            return Mono.empty();
        }
        return (reached != null && served.tellsTheSameAs(seen)
                        ? Mono.just(reached)
                        : catchUp(served))
                .flatMap(cursor -> standstill.note(cursor, served))
                .doOnNext(cursor -> reached = cursor)
                .onErrorResume(Undecided.class, stall::wait)
                .onErrorResume(FinalBlockGone.class, stall::halt)
                .onErrorResume(CursorMoved.class, this::lookAgain)
                .then();
    }

    private Mono<ChainView> catchUp(Served served) {
        forked = false;
        return cursors.load(chain)
                .switchIfEmpty(Mono.defer(() -> begin(served)))
                .flatMap(cursor -> backOnTheChain(cursor, served))
                .expand(cursor -> stretch(cursor, served))
                .last()
                .flatMap(cursor -> retag(cursor, served))
                .doOnNext(_ -> done(served));
    }

    private void done(Served served) {
        seen = forked ? Served.NOTHING : served;
        stall.over();
    }

    private Mono<ChainView> lookAgain(CursorMoved moved) {
        reached = null;
        return Mono.empty();
    }

    private Mono<ChainView> begin(Served served) {
        return reader.agreedHash(served.head())
                .flatMap(hash -> reader.read(served.head(), hash))
                .flatMap(read -> recorder.begin(guard, first(read), read))
                .doOnNext(it -> log.info("Reading begins chain={} with={}", chain, it.height()));
    }

    private ChainView first(ReadBlock read) {
        var block = read.block();
        return new ChainView(
                chain, block.height(), block.hash(), block.time(), block.time(), -1, -1, 0);
    }

    private Mono<ChainView> backOnTheChain(ChainView cursor, Served served) {
        var height = Math.min(cursor.height(), served.head());
        return ancestry.shares(cursor, height)
                .flatMap(shared -> shared ? Mono.just(cursor) : retreat(cursor, height));
    }

    /** As far as the chain goes on: what was read ahead is of no use once it turned back. */
    private Mono<ChainView> stretch(ChainView from, Served served) {
        var at = new AtomicReference<>(from);
        turnedBack = false;
        return ahead.read(from.height() + 1, served.head(), served.finalized())
                .concatMap(reads -> take(at.get(), reads, served).doOnNext(at::set), 0)
                .takeUntil(_ -> turnedBack)
                .takeLast(1)
                .singleOrEmpty();
    }

    /** Those that follow in one unit; what does not, or was not read, is looked at after it. */
    private Mono<ChainView> take(ChainView cursor, List<Signal<ReadBlock>> reads, Served served) {
        var following = ReadAhead.following(cursor.hash(), reads);
        if (following.isEmpty()) {
            return turnBack(cursor, reads.getFirst());
        }
        return include(cursor, following, served)
                .flatMap(at ->
                        following.size() == reads.size()
                                ? Mono.just(at)
                                : turnBack(at, reads.get(following.size())).defaultIfEmpty(at));
    }

    private Mono<ChainView> include(ChainView cursor, List<ReadBlock> reads, Served served) {
        stuckAfter = "";
        var tags = tags(reads.getLast().block().height(), served);
        return recorder.include(guard, cursor, reads, tags)
                .doOnNext(_ -> stall.progressed())
                .doOnNext(_ -> standstill.endedBy(reads.getFirst(), cursor));
    }

    private Mono<ChainView> turnBack(ChainView cursor, Signal<ReadBlock> read) {
        return Mono.just(read)
                .<ReadBlock>dematerialize()
                .onErrorResume(Undecided.class, it -> stuck(cursor).then(Mono.error(it)))
                .doOnNext(_ -> stuckAfter = "")
                .flatMap(_ -> retreat(cursor, cursor.height()));
    }

    private Mono<Void> stuck(ChainView cursor) {
        return stall.lasts() && !cursor.hash().equals(stuckAfter)
                ? recorder.stick(guard, cursor).doOnSuccess(_ -> saidStuck(cursor))
                : Mono.empty();
    }

    private void saidStuck(ChainView cursor) {
        stuckAfter = cursor.hash();
        log.error(
                "A chain is stuck: an operator can have it go on without the block chain={}"
                        + " height={}",
                chain,
                cursor.height() + 1);
    }

    private Mono<ChainView> retreat(ChainView cursor, long height) {
        return ancestry.ancestor(cursor, height)
                .filter(ancestor -> !ancestor.block().hash().equals(cursor.hash()))
                .switchIfEmpty(Mono.error(() -> new Undecided("the block after " + cursor.hash())))
                .flatMap(ancestor -> recorder.retreat(guard, cursor, ancestor))
                .doOnNext(_ -> forked = true)
                .doOnNext(_ -> turnedBack = true)
                .doOnNext(it -> reorgs.went(cursor, it))
                .map(Retreat::view);
    }

    private Mono<ChainView> retag(ChainView cursor, Served served) {
        var tags = tags(cursor.height(), served);
        var safe = Math.min(tags.safe(), cursor.height());
        return safe <= cursor.safe() && tags.finalized() <= cursor.finalized()
                ? Mono.just(cursor)
                : recorder.retag(guard, cursor, tags);
    }

    /**
     * What the tags mean once the chain is read to {@code height}. What was said before a reorg may
     * be of blocks that went away: tags wait for the next word then.
     */
    private Served tags(long height, Served served) {
        var told = forked ? Served.NOTHING : served;
        return told.finalTo(settled.reached(height, told.finalized()));
    }
}
