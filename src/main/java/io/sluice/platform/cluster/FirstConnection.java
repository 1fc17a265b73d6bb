package io.sluice.platform.cluster;

import io.sluice.platform.tls.TlsFlaw;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tries to reach Redis until it is there, and says so once when that takes long, or is a matter of
 * TLS; from then on the driver itself reconnects.
 */
final class FirstConnection {

    /** About twenty seconds. */
    static final int TRIES_IN_PEACE = 20;

    private static final Logger log = LoggerFactory.getLogger(FirstConnection.class);

    private final AtomicBoolean said = new AtomicBoolean();
    private final Retry untilItComes =
            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                    .maxBackoff(Duration.ofSeconds(1))
                    .doBeforeRetry(it -> report(it.totalRetries() + 1, it.failure()));

    <C> Mono<C> of(Supplier<? extends CompletionStage<C>> connect) {
        return Mono.defer(() -> Mono.fromCompletionStage(connect.get()))
                .retryWhen(untilItComes)
                .doOnSuccess(_ -> log.info("Connected to Redis."));
    }

    /** For whoever subscribes for good. */
    static void ended(Throwable cause) {
        log.error("Redis is no longer looked for", cause);
    }

    /** Only what kind of failure it is: a message may tell what is in the URL. */
    private void report(long tries, Throwable failure) {
        var flaw = TlsFlaw.in(failure);
        if (flaw.isPresent() && said.compareAndSet(false, true)) {
            log.warn("Redis {}; the journal is read instead.", flaw.get());
        } else if (tries >= TRIES_IN_PEACE && said.compareAndSet(false, true)) {
            log.warn(
                    "Redis was not reached in {} tries ({}); the journal is read instead.",
                    tries,
                    NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName());
        } else {
            log.debug("Redis cannot be reached yet.", failure);
        }
    }
}
