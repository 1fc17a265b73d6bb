package io.sluice.quote.api;

import io.sluice.merchant.Caller;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.Frames;
import io.sluice.quote.Rates;
import io.sluice.quote.venue.Pair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The open streams of rates of this replica; they end before the web server waits for them. */
@Component
final class RateStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RateStreams.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int HEARTBEAT_BEATS = 15;
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** The web server's graceful shutdown is at {@code DEFAULT_PHASE - 1024}; higher is first. */
    private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 512;

    private final Rates rates;
    private final InstantSource clock;
    private final Set<RateReader> open = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;
    private volatile @Nullable Disposable beats;

    RateStreams(Rates rates, InstantSource clock) {
        this.rates = rates;
        this.clock = clock;
    }

    /** Tells rates until either side ends it. */
    Mono<Void> serve(Caller caller, List<Pair> pairs, EventStream events) {
        return Mono.defer(() -> {
            if (draining) {
                return Mono.error(new Refused(leaving()));
            }
            return Mono.using(
                    () -> join(caller, pairs, events),
                    reader -> events.write(reader.frames()),
                    reader -> leave(reader, events));
        });
    }

    void beat() {
        open.forEach(it -> it.beat(HEARTBEAT_BEATS));
    }

    @Override
    public void start() {
        var news = rates.onNews(() -> open.forEach(RateReader::wake));
        beats =
                Flux.interval(BEAT)
                        .onBackpressureDrop()
                        .doOnNext(_ -> beat())
                        .onErrorContinue((failure, _) -> LOG.error("A beat failed", failure))
                        .doFinally(_ -> news.dispose())
                        .subscribe();
    }

    @Override
    public void stop(Runnable whenStopped) {
        draining = true;
        var _ =
                Flux.interval(Duration.ZERO, LOOK)
                        .onBackpressureDrop()
                        .doOnNext(_ -> open.forEach(it -> it.finish(retry())))
                        .takeUntil(_ -> open.isEmpty())
                        .take(DRAIN)
                        .doFinally(_ -> halt(whenStopped))
                        .subscribe();
    }

    @Override
    public void stop() {
        halt(() -> {});
    }

    @Override
    public boolean isRunning() {
        return beats != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }

    private RateReader join(Caller caller, List<Pair> pairs, EventStream events) {
        var reader =
                new RateReader(rates, pairs, events, clock, retry(), end(caller.tokenExpiresAt()));
        events.onRoom(reader::wake);
        open.add(reader);
        return reader;
    }

    private void leave(RateReader reader, EventStream events) {
        open.remove(reader);
        events.onRoom(() -> {});
    }

    private void halt(Runnable whenStopped) {
        var beating = beats;
        if (beating != null) {
            beating.dispose();
            beats = null;
        }
        whenStopped.run();
    }

    /** Well before the token's own end, and not for all streams at once. */
    private Instant end(Instant tokenEnd) {
        var now = clock.instant();
        var left = Duration.between(now, tokenEnd).toMillis();
        var share = (long) (left * ThreadLocalRandom.current().nextDouble(0.8, 0.98));
        return now.plusMillis(Math.min(share, left - BEAT.toMillis()));
    }

    private static byte[] retry() {
        return Frames.retry(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1_000, 4_000)));
    }

    private static Problem leaving() {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "draining", "This replica is going away")
                .retryAfter(Duration.ofSeconds(1));
    }
}
