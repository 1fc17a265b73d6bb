package io.sluice.status;

import io.sluice.payment.Journal;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.PaymentFailure;
import io.sluice.platform.sse.Teller;
import io.sluice.status.FollowMeters.Net;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Brings what is said about payments to this replica: messages for speed, and regular sweeps of the
 * journal for truth. A sweep costs what is new, however many listen.
 */
final class Follower {

    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final int PAGE = 500;
    private static final int MESSAGES_KEPT = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long CURRENT_NANOS = 1_000_000_000;

    private final Journal journal;
    private final Topics topics;
    private final MerchantFeeds feeds;
    private final Duration every;
    private final LongSupplier nanos;
    private final Consumer<Teller> comeBack;
    private final Whereabouts whereabouts;
    private volatile boolean swept;
    private volatile long sweptAt;
    private volatile boolean failing;

    /**
     * Follows nothing yet.
     *
     * @param nanos a monotonic clock
     * @param comeBack ends the stream of a client who was told what holds no more
     */
    Follower(
            Journal journal,
            Topics topics,
            MerchantFeeds feeds,
            Duration every,
            LongSupplier nanos,
            Consumer<Teller> comeBack) {
        this.journal = journal;
        this.topics = topics;
        this.feeds = feeds;
        this.every = every;
        this.nanos = nanos;
        this.comeBack = comeBack;
        this.whereabouts = new Whereabouts(journal, nanos);
    }

    /** Whether everything committed a moment ago is known here. */
    boolean isCurrent() {
        return swept && nanos.getAsLong() - sweptAt < CURRENT_NANOS;
    }

    /** Follows for as long as it is subscribed to. */
    Flux<Void> follow() {
        var regularly = Flux.interval(Duration.ZERO, every).onBackpressureDrop();
        return Flux.merge(regularly, reasons())
                .onBackpressureLatest()
                .concatMap(_ -> sweepInPeace(), 1);
    }

    /**
     * Hears messages, and passes on why to sweep at once: some may be missing, or the relay has
     * placed what somebody waits for who is told by position. What is dropped, a sweep finds.
     */
    private Flux<Long> reasons() {
        return journal.wakeUps()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, every).maxBackoff(PATIENCE))
                .onBackpressureDrop()
                .publishOn(Schedulers.parallel(), MESSAGES_KEPT)
                .handle(this::hear);
    }

    private void hear(Journal.WakeUp wakeUp, SynchronousSink<Long> reasons) {
        var event = wakeUp.event();
        if (event == null) {
            reasons.next(whereabouts.position());
            return;
        }
        topics.offer(event, Net.MESSAGE);
        if (wakeUp.position() > whereabouts.position() && feeds.has(event.merchant())) {
            reasons.next(wakeUp.position());
        }
    }

    private Mono<Void> sweepInPeace() {
        return Mono.defer(this::sweep)
                .timeout(PATIENCE)
                .doOnSuccess(_ -> recovered())
                .onErrorResume(this::failed);
    }

    private Mono<Void> sweep() {
        var startedAt = nanos.getAsLong();
        return start().then(unpositioned())
                .then(positioned())
                .then(Mono.fromRunnable(() -> sweptUpTo(startedAt)));
    }

    /** Read before the positions, so that no event gets its position between the two. */
    private Mono<Void> unpositioned() {
        return Flux.defer(() -> journal.unpositioned(PAGE))
                .publishOn(Schedulers.parallel())
                .doOnNext(it -> topics.offer(it, Net.SWEEP))
                .then();
    }

    /** At first, and when the journal is not what it was. */
    private Mono<Void> start() {
        return whereabouts.lost().flatMap(this::beginAt);
    }

    private Mono<Void> beginAt(Mark newest) {
        if (!whereabouts.isNowhere()) {
            startOver(newest);
        }
        return readAll().then(Mono.fromRunnable(() -> beginAfter(newest)));
    }

    /** Nothing that was told holds any more. */
    private void startOver(Mark newest) {
        log.error("The journal went back: from={} to={}", whereabouts.place(), newest);
        swept = false;
        whereabouts.forget();
        topics.forget(comeBack);
        feeds.forget(comeBack);
    }

    private void beginAfter(Mark newest) {
        whereabouts.beginAfter(newest);
        feeds.begin(newest.position());
    }

    /**
     * Whoever came before we had a place to start from is read for once, visitors too: they may
     * listen by then. Anybody may ask for a payment that does not exist.
     */
    private Mono<Void> readAll() {
        return Flux.fromIterable(topics.all())
                .flatMap(it -> it.readAfresh().onErrorComplete(PaymentFailure.NotFound.class), 8)
                .then();
    }

    private Mono<Void> positioned() {
        return Mono.defer(this::page).expand(n -> n < PAGE ? Mono.empty() : page()).then();
    }

    private Mono<Long> page() {
        return journal.afterPosition(whereabouts.position(), PAGE)
                .collectList()
                .publishOn(Schedulers.parallel())
                .flatMap(it -> it.isEmpty() ? Mono.just(0L) : takeIfTheyFollow(it));
    }

    /** What comes after a place that is another's by now is not what comes next. */
    private Mono<Long> takeIfTheyFollow(List<Journal.Positioned> page) {
        return whereabouts
                .holds()
                .flatMap(holds ->
                        holds
                                ? Mono.fromRunnable(() -> page.forEach(this::take))
                                : Mono.error(new IllegalStateException("The journal went back")))
                .thenReturn((long) page.size());
    }

    private void take(Journal.Positioned next) {
        topics.offer(next.event(), Net.SWEEP);
        feeds.offer(next);
        whereabouts.advance(next);
    }

    private void sweptUpTo(long moment) {
        sweptAt = moment;
        swept = true;
    }

    private void recovered() {
        if (failing) {
            failing = false;
            log.info("The journal can be read again; streams are complete");
        }
    }

    private Mono<Void> failed(Throwable cause) {
        if (!failing) {
            failing = true;
            log.warn("The journal cannot be read; streams wait for it", cause);
        }
        return Mono.empty();
    }
}
