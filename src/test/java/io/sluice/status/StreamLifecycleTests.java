package io.sluice.status;

import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.Listening.NOON;
import static io.sluice.status.Listening.PAYER;
import static io.sluice.status.Listening.request;
import static io.sluice.status.ReaderTests.payment;
import static io.sluice.status.ReaderTests.snapshot;

import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class StreamLifecycleTests {

    final Listening listening = new Listening(Role.EDGE);

    @Test
    void goesOnWithSweepsAndHeartbeatsAfterABeatFailed() {
        listening.journal.commit(event(1));

        StepVerifier.withVirtualTime(this::fed)
                .expectNext("retry: 2500\n\n", snapshot(1))
                .then(() -> listening.clock = StreamLifecycleTests::broken)
                .thenAwait(Duration.ofSeconds(5))
                .then(() -> listening.clock = InstantSource.fixed(NOON))
                .then(() -> listening.journal.commit(event(2)))
                .thenAwait(Duration.ofMillis(500))
                .expectNext(payment(2))
                .thenAwait(Duration.ofSeconds(30))
                .expectNext(": hb\n\n")
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    private Flux<String> fed() {
        var depths = new Depths(_ -> Mono.empty(), listening.topics, Duration.ofMillis(500));
        var roles = new Roles(Set.of(Role.EDGE));
        var lifecycle = new StreamLifecycle(listening.follower, depths, listening.streams, roles);
        lifecycle.start();
        return listening.listen(request(PAYER, StreamMode.STATE)).doFinally(_ -> lifecycle.stop());
    }

    private static Instant broken() {
        throw new IllegalStateException("no time");
    }
}
