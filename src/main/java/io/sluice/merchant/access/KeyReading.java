package io.sluice.merchant.access;

import io.sluice.merchant.access.TokenProperties.Issuer;
import java.time.Duration;
import java.time.Instant;
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
    private final AtomicReference<@Nullable Mono<KeySet>> awaited = new AtomicReference<>();
    private volatile Instant startedAt = Instant.EPOCH;

    KeyReading(
            Issuer issuer, IssuerKeys keys, WebClient http, Duration pause, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.http = http;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * What the next reading finds, shared by all who wait for it; it begins as soon as the pause
     * allows. When it fails the former keys stay.
     */
    Mono<KeySet> next() {
        return Mono.defer(() ->
                Objects.requireNonNull(
                        awaited.updateAndGet(known -> known == null ? shared() : known)));
    }

    /** Who gives up does not end it for the others. */
    private Mono<KeySet> shared() {
        return Mono.defer(() -> read().delaySubscription(untilAllowed()))
                .doOnNext(set -> keys.put(issuer, set))
                .doOnError(this::warn)
                .doFinally(_ -> awaited.set(null))
                .cache();
    }

    private Mono<KeySet> read() {
        return Mono.defer(
                        () -> {
                            startedAt = clock.instant();
                            return http.get()
                                    .uri(issuer.jwksUri())
                                    .retrieve()
                                    .bodyToMono(String.class);
                        })
                .map(json -> KeySet.parse(json, startedAt))
                .single()
                .timeout(PATIENCE);
    }

    private Duration untilAllowed() {
        var left = Duration.between(clock.instant(), startedAt.plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void warn(Throwable failure) {
        LOG.warn(
                "Keys could not be read, the former ones stay issuer={} cause={}",
                issuer.issuer(),
                failure.toString());
    }
}
