package io.sluice.merchant.access;

import io.sluice.merchant.access.TokenProperties.Issuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Reads the issuers' keys in the background, so that no request ever has to. */
final class KeyRefresher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 256 * 1024;

    private final TokenProperties properties;
    private final IssuerKeys keys;
    private final WebClient http;
    private final InstantSource clock;
    private final CountDownLatch firstReading;
    private volatile Disposable.@Nullable Composite running;

    KeyRefresher(
            TokenProperties properties,
            IssuerKeys keys,
            WebClient.Builder http,
            InstantSource clock) {
        this.properties = properties;
        this.keys = keys;
        this.http =
                http.clone().codecs(it -> it.defaultCodecs().maxInMemorySize(MAX_BYTES)).build();
        this.clock = clock;
        this.firstReading = new CountDownLatch(properties.issuers().size());
    }

    /**
     * Gives each issuer one chance to answer before requests are taken; one that is down must not
     * keep us down.
     */
    @Override
    public void start() {
        var loops = Disposables.composite();
        running = loops;
        properties.issuers().forEach(issuer -> loops.add(refresh(issuer)));
        try {
            if (!firstReading.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
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

    private Disposable refresh(Issuer issuer) {
        return refreshing(issuer)
                .subscribe(
                        _ -> {},
                        failure ->
                                LOG.error(
                                        "Keys are no longer read issuer={}",
                                        issuer.issuer(),
                                        failure));
    }

    private Mono<Void> refreshing(Issuer issuer) {
        return Mono.defer(() -> pauseAfterReading(issuer)).flatMap(Mono::delay).repeat().then();
    }

    private Mono<Duration> pauseAfterReading(Issuer issuer) {
        return read(issuer)
                .doOnNext(set -> keys.put(issuer, set))
                .map(_ -> jittered(properties.refresh()))
                .onErrorResume(failure -> pauseAfter(failure, issuer))
                .doOnNext(_ -> firstReading.countDown());
    }

    private Mono<KeySet> read(Issuer issuer) {
        return http.get()
                .uri(issuer.jwksUri())
                .retrieve()
                .bodyToMono(String.class)
                .map(json -> KeySet.parse(json, clock.instant()))
                .single()
                .timeout(PATIENCE);
    }

    private Mono<Duration> pauseAfter(Throwable failure, Issuer issuer) {
        LOG.warn(
                "Keys could not be read, the former ones stay issuer={} cause={}",
                issuer.issuer(),
                failure.toString());
        return Mono.just(jittered(properties.retry()));
    }

    /** Up to a fifth shorter, so that replicas do not all ask at once. */
    private static Duration jittered(Duration pause) {
        return pause.multipliedBy(ThreadLocalRandom.current().nextInt(80, 101)).dividedBy(100);
    }
}
