package io.sluice.merchant.access;

import io.sluice.merchant.access.TokenProperties.Issuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the issuers' keys ahead of need, so that requests do not wait for an issuer. Only a key
 * that nobody knows is asked for at once: an issuer may have begun to sign with it just now.
 */
final class KeyRefresher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresher.class);
    private static final int MAX_BYTES = 256 * 1024;

    /** Nobody needs a good token to name a key that is not known. */
    private static final int MOST_WAITING = 500;

    private final TokenProperties properties;
    private final Map<String, KeyReading> readings;
    private final CountDownLatch firstReadings;
    private final AtomicInteger waiting = new AtomicInteger();
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
        this.firstReadings = new CountDownLatch(readings.size());
    }

    /**
     * The key of {@code issuer} with this id, if it has published one by now. While keys cannot be
     * read, or too many wait for them, nobody can say whether a token is good: that is 503, not
     * 401.
     */
    Mono<IssuerKey> find(Issuer issuer, String id) {
        var reading = Objects.requireNonNull(readings.get(issuer.issuer()));
        return reading.newer()
                .flatMap(set -> Mono.justOrEmpty(set.find(id)))
                .onErrorMap(_ -> IssuerKeys.unavailable())
                // They are many, and a signature takes time: not all on the thread that read it.
                .publishOn(Schedulers.parallel())
                .transform(this::limited);
    }

    private Mono<IssuerKey> limited(Mono<IssuerKey> found) {
        return Mono.defer(() -> {
            if (waiting.incrementAndGet() > MOST_WAITING) {
                var _ = waiting.decrementAndGet();
                return Mono.error(IssuerKeys.unavailable());
            }
            return found.doFinally(_ -> waiting.decrementAndGet());
        });
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
            if (!firstReadings.await(KeyReading.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
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
        return pauseAfter(reading)
                .doOnNext(_ -> firstReadings.countDown())
                .flatMap(Mono::delay)
                .then(refreshing(reading))
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
                .onErrorResume(_ -> Mono.fromSupplier(() -> jittered(properties.retry())));
    }

    /** Up to a fifth shorter, so that replicas do not all ask at once. */
    private static Duration jittered(Duration pause) {
        return pause.multipliedBy(ThreadLocalRandom.current().nextInt(80, 101)).dividedBy(100);
    }
}
