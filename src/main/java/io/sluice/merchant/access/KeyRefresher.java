package io.sluice.merchant.access;

import io.sluice.merchant.access.TokenProperties.Issuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Reads the issuers' keys ahead of need, so that requests do not wait for an issuer. Only a key
 * that nobody knows is asked for at once: an issuer may have begun to sign with it just now.
 */
final class KeyRefresher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresher.class);
    private static final int MAX_BYTES = 256 * 1024;

    private final TokenProperties properties;
    private final Map<String, KeyReading> readings;
    private final CountDownLatch firstReading;
    private volatile Disposable.@Nullable Composite running;

    KeyRefresher(
            TokenProperties properties,
            IssuerKeys keys,
            WebClient.Builder builder,
            InstantSource clock) {
        var http =
                builder.clone().codecs(it -> it.defaultCodecs().maxInMemorySize(MAX_BYTES)).build();
        this.properties = properties;
        this.readings =
                properties.issuers().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Issuer::issuer,
                                        it ->
                                                new KeyReading(
                                                        it,
                                                        keys,
                                                        http,
                                                        properties.pause(),
                                                        clock)));
        this.firstReading = new CountDownLatch(readings.size());
    }

    /**
     * Keys of {@code issuer} that are newer than this call. While they cannot be read nobody can
     * say whether a token is good: that is 503, not 401.
     */
    Mono<KeySet> newer(Issuer issuer) {
        return Objects.requireNonNull(readings.get(issuer.issuer()))
                .next()
                .onErrorMap(_ -> IssuerKeys.unavailable());
    }

    /**
     * Gives each issuer one chance to answer before requests are taken; one that is down must not
     * keep us down.
     */
    @Override
    public void start() {
        var loops = Disposables.composite();
        running = loops;
        readings.forEach((issuer, reading) -> loops.add(refresh(issuer, reading)));
        try {
            if (!firstReading.await(KeyReading.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Started without the keys of every issuer");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        var loops = running;
        if (loops != null) {
            loops.dispose();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /**
     * After the threads of the HTTP clients, which are at 0, so that they still run when a request
     * is given up; before everything that takes requests or needs a token verified.
     */
    @Override
    public int getPhase() {
        return 1000;
    }

    private Disposable refresh(String issuer, KeyReading reading) {
        return refreshing(reading)
                .subscribe(
                        _ -> {},
                        failure -> LOG.error("Keys are no longer read issuer={}", issuer, failure));
    }

    private Mono<Void> refreshing(KeyReading reading) {
        return Mono.defer(() -> pauseAfter(reading)).flatMap(Mono::delay).repeat().then();
    }

    private Mono<Duration> pauseAfter(KeyReading reading) {
        return reading.next()
                .map(_ -> jittered(properties.refresh()))
                .onErrorResume(_ -> Mono.just(jittered(properties.retry())))
                .doOnNext(_ -> firstReading.countDown());
    }

    /** Up to a fifth shorter, so that replicas do not all ask at once. */
    private static Duration jittered(Duration pause) {
        return pause.multipliedBy(ThreadLocalRandom.current().nextInt(80, 101)).dividedBy(100);
    }
}
