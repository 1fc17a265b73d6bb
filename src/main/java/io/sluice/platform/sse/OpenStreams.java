package io.sluice.platform.sse;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.platform.cluster.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** All streams of this replica: what keeps them alive, and how they end when it stops. */
public final class OpenStreams {

    /**
     * The phase in which streams end when a replica stops: what feeds them is to stop in a lower
     * one, and the web server, which waits for them, stops at {@code DEFAULT_PHASE - 1024}.
     */
    public static final int ENDING = SmartLifecycle.DEFAULT_PHASE - 512;

    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Nobody waits for a replica for longer than half a minute. */
    private static final Duration GOODBYES = Duration.ofSeconds(20);

    private final StreamPace pace;
    private final Pauses pauses;
    private final Reception reception;
    private final InstantSource clock;
    private final DoubleSupplier chance;
    private final StreamMeters meters;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();

    /** A replica that is no edge hears of nothing, and so takes nobody in. */
    private volatile boolean draining;

    /**
     * Has none yet.
     *
     * @param chance from 0 to 1: what spreads clients who would else come back together
     */
    public OpenStreams(
            StreamPace pace,
            Door door,
            Roles roles,
            InstantSource clock,
            DoubleSupplier chance,
            MeterRegistry meters) {
        this.pace = pace;
        this.clock = clock;
        this.chance = chance;
        this.meters = new StreamMeters(meters);
        this.pauses = new Pauses(pace, chance);
        this.reception = new Reception(door, pauses, this.meters);
        this.draining = !roles.include(Roles.Role.EDGE);
    }

    /**
     * Has {@code serving} open a stream, if there is room for one more. Else, and when the database
     * is away, a browser hears when to come back, and nothing else: it gives up for good on an
     * error. Others get the error.
     */
    public Mono<Void> admit(
            Visitor visitor, EventStream events, Function<Admission, Mono<Void>> serving) {
        return reception.admit(visitor, events, it -> unlessDraining(serving.apply(it)));
    }

    /** Fails when this replica began to go away before a stream was one of those that it ends. */
    public <T> Mono<T> unlessDraining(Mono<T> mono) {
        return Mono.defer(() -> draining ? Mono.error(new TurnedAway(Crowd.DRAINING)) : mono);
    }

    /** Keeps the stream alive from now on, until it is over: then {@code whenOver} runs, too. */
    public OpenStream join(
            Admission admission,
            Teller teller,
            EventStream events,
            Instant tokenEnd,
            Runnable whenOver) {
        admission.joined();
        events.onRoom(teller);
        var stream = new OpenStream(this, admission, teller, events, end(tokenEnd), whenOver);
        open.add(stream);
        meters.opened(teller.name());
        if (draining) {
            sayGoodbye(stream);
        }
        return stream;
    }

    /** The stream is over. */
    void leave(OpenStream stream) {
        open.remove(stream);
        stream.events().forgetRoom();
        meters.closed(stream.teller().name(), stream.teller().ending());
    }

    /** Ends a stream that told what holds no more; its client is told when to come back. */
    public void restored(Teller teller) {
        teller.finish(retry(), Ending.RESTORED);
    }

    /** A first frame: how long a client waits before it comes back, another for each. */
    public byte[] retry() {
        return Frames.retry(pauses.usual());
    }

    /** Opens none, and tells the client only when to come back, as {@link #admit} does. */
    public Mono<Void> comeBack(ServerHttpResponse response) {
        return EventStream.say(response, Frames.retry(pauses.longer()));
    }

    /** Keeps streams alive, and ends those whose token ends or whose client is stuck. */
    Flux<Void> beats() {
        return Flux.interval(BEAT)
                .onBackpressureDrop()
                .doOnNext(_ -> beat())
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, BEAT)
                                .maxBackoff(BEAT.multipliedBy(10))
                                .transientErrors(true)
                                .doBeforeRetry(again ->
                                        log.error(
                                                "A beat failed; another is tried",
                                                again.failure())))
                .thenMany(Flux.empty());
    }

    /** One beat of the clock. */
    public void beat() {
        var now = clock.instant();
        var patience = (int) Math.ceilDiv(pace.heartbeat().toMillis(), BEAT.toMillis());
        open.forEach(stream -> stream.beat(now, patience));
    }

    /**
     * Ends every stream cleanly, no faster than another replica lets in, unless that took too long,
     * and cuts off who has not taken the end within the patience.
     */
    public Mono<Void> drain() {
        return Mono.fromRunnable(() -> draining = true)
                .thenMany(Flux.defer(this::inTurn))
                .zipWith(Flux.interval(Duration.ZERO, LOOK), (some, _) -> some)
                .doOnNext(some -> some.forEach(this::sayGoodbye))
                .then(Mono.defer(this::untilAllHaveLeft));
    }

    /** Whose turn it is to end at each look. */
    private Flux<List<OpenStream>> inTurn() {
        var all = List.copyOf(open);
        var time = Math.min(GOODBYES.toMillis(), reception.timeFor(all.size()).toMillis());
        var looks = (int) Math.max(1, Math.ceilDiv(time, LOOK.toMillis()));
        return Flux.range(0, looks)
                .map(it -> all.subList(all.size() * it / looks, all.size() * (it + 1) / looks));
    }

    private void sayGoodbye(OpenStream stream) {
        stream.teller().finish(retry(), Ending.DRAIN);
    }

    private Mono<Void> untilAllHaveLeft() {
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .takeUntil(_ -> open.isEmpty())
                .take(pace.drain())
                .doOnTerminate(() -> open.forEach(OpenStream::cut))
                .then();
    }

    /** Well before the token's own end, also when the beat that sees it comes a beat later. */
    private Instant end(Instant tokenEnd) {
        var now = clock.instant();
        var left = Duration.between(now, tokenEnd).toMillis();
        var share = (long) (left * (0.8 + 0.18 * chance.getAsDouble()));
        return now.plusMillis(Math.min(share, left - BEAT.toMillis()));
    }
}
