package io.sluice.platform.cluster;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Tries to reach Redis until it is there; from then on the driver itself reconnects. */
final class FirstConnection {

    private static final Logger log = LoggerFactory.getLogger(FirstConnection.class);
    private static final Retry UNTIL_IT_COMES =
            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(1));

    private FirstConnection() {}

    static <C> Mono<C> of(Supplier<? extends CompletionStage<C>> connect) {
        return Mono.defer(() -> Mono.fromCompletionStage(connect.get()))
                .doOnError(failure -> log.debug("Redis cannot be reached yet.", failure))
                .retryWhen(UNTIL_IT_COMES)
                .doOnSuccess(_ -> log.info("Connected to Redis."));
    }

    /** For whoever subscribes for good. */
    static void ended(Throwable cause) {
        log.error("Redis is no longer looked for", cause);
    }
}
