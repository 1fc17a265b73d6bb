package io.sluice.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FirstConnectionTests {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final FirstConnection first = new FirstConnection();
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void warnsOnceOfARedisThatIsNeverThereHoweverManyConnectionsAreTried() {
        try (var lines = LogLines.of(FirstConnection.class)) {
            StepVerifier.withVirtualTime(() -> Mono.zip(connection(), connection()))
                    .expectSubscription()
                    .expectNoEvent(LONG)
                    .thenCancel()
                    .verify();

            assertThat(tries).hasValueGreaterThan(2 * FirstConnection.TRIES_IN_PEACE);
            assertThat(lines.levels()).containsExactly(Level.WARN);
        }
    }

    @Test
    void saysNothingOfARedisThatComesSoon() {
        try (var lines = LogLines.of(FirstConnection.class)) {
            StepVerifier.withVirtualTime(this::connection)
                    .expectSubscription()
                    .thenAwait(Duration.ofSeconds(2))
                    .then(() -> tries.set(Integer.MAX_VALUE - 100))
                    .thenAwait(LONG)
                    .expectNext("connected")
                    .verifyComplete();

            assertThat(lines.levels()).containsExactly(Level.INFO);
        }
    }

    private Mono<String> connection() {
        return first.of(() ->
                tries.incrementAndGet() > Integer.MAX_VALUE / 2
                        ? CompletableFuture.completedFuture("connected")
                        : CompletableFuture.failedFuture(
                                new IllegalStateException("nobody is there")));
    }
}
