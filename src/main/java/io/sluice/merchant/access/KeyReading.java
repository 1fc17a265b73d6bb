package io.sluice.merchant.access;

import io.sluice.merchant.access.TokenProperties.Issuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Reads the keys of one issuer: one reading at a time, and a pause between the starts of two, so
 * that nobody can make us ask an issuer more often however many keys they invent.
 */
final class KeyReading {

    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(KeyReading.class);

    private final Issuer issuer;
    private final IssuerKeys keys;
    private final WebClient http;
    private final Duration pause;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Mono<Reading>> awaited = new AtomicReference<>();

    /** Null before the first one. */
    private volatile @Nullable Long lastStart;

    /**
     * What one reading found.
     *
     * @param startedAt nanoseconds of a clock that only ever goes on
     */
    private record Reading(long startedAt, KeySet set) {}

    KeyReading(
            Issuer issuer, IssuerKeys keys, WebClient http, Duration pause, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.http = http;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * What the next reading finds, or the one that is under way, shared by all who wait for it; it
     * begins as soon as the pause allows. When it fails the former keys stay.
     */
    Mono<KeySet> next() {
        return joined().map(Reading::set);
    }

    /** What a reading finds that begins after this call. */
    Mono<KeySet> newer() {
        return Mono.defer(() -> {
            var now = System.nanoTime();
            return joined().flatMap(it -> it.startedAt() - now >= 0 ? Mono.just(it) : joined())
                    .map(Reading::set);
        });
    }

    private Mono<Reading> joined() {
        return Mono.defer(() ->
                Objects.requireNonNull(
                        awaited.updateAndGet(known -> known == null ? shared() : known)));
    }

    /** Who gives up does not end it for the others; who comes when it has ended begins another. */
    private Mono<Reading> shared() {
        return Mono.defer(() -> read().delaySubscription(untilAllowed()))
                .doOnNext(it -> keys.put(issuer, it.set()))
                .doOnError(this::warn)
                .doOnTerminate(() -> awaited.set(null))
                .cache();
    }

    private Mono<Reading> read() {
        return Mono.defer(
                        () -> {
                            var start = System.nanoTime();
                            var readAt = clock.instant();
                            lastStart = start;
                            return http.get()
                                    .uri(issuer.jwksUri())
                                    .retrieve()
                                    .bodyToMono(String.class)
                                    .map(json -> new Reading(start, KeySet.parse(json, readAt)));
                        })
                .single()
                .timeout(PATIENCE);
    }

    private Duration untilAllowed() {
        var last = lastStart;
        var left = last == null ? 0 : last + pause.toNanos() - System.nanoTime();
        return Duration.ofNanos(Math.max(0, left));
    }

    private void warn(Throwable failure) {
        LOG.warn(
                "Keys could not be read, the former ones stay issuer={} cause={}",
                issuer.issuer(),
                failure.toString());
    }
}
