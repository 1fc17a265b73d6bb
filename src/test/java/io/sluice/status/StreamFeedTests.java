package io.sluice.status;

import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.Listening.PAYER;
import static io.sluice.status.Listening.request;
import static io.sluice.status.ReaderTests.payment;
import static io.sluice.status.ReaderTests.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.JournalEvent;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class StreamFeedTests {

    final Listening listening = new Listening(Role.EDGE);

    @Test
    void bringsWhatIsNewUntilItStops() {
        listening.journal.commit(event(1));
        var feed = new AtomicReference<StreamFeed>();

        StepVerifier.withVirtualTime(() -> fed(feed))
                .expectNext("retry: 2500\n\n", snapshot(1))
                .then(() -> commit(event(2)))
                .thenAwait(Duration.ofMillis(500))
                .expectNext(payment(2))
                .then(() -> Objects.requireNonNull(feed.get()).stop())
                .then(() -> commit(event(3)))
                .expectNoEvent(Duration.ofSeconds(5))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void hasClientsComeBackWhenTheDatabaseWasRestored() {
        listening.journal.commit(event(1), event(2));
        listening.journal.relay();
        var feed = new AtomicReference<StreamFeed>();

        StepVerifier.withVirtualTime(() -> fed(feed))
                .expectNext("retry: 2500\n\n", snapshot(2))
                .thenAwait(Duration.ofSeconds(1))
                .then(() -> listening.journal.restore("journal", 1))
                .thenAwait(Duration.ofSeconds(5))
                .expectNext("retry: 2500\n\n")
                .expectComplete()
                .verify(Duration.ofSeconds(10));

        listening
                .listen(request(PAYER, StreamMode.STATE, 2))
                .take(2)
                .as(StepVerifier::create)
                .expectNext("retry: 2500\n\n", snapshot(1))
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    /** Where nobody streams there is no journal to be read for it. */
    @Test
    void readsNothingWhereNobodyStreams() {
        listening.journal.commit(event(1));

        StepVerifier.withVirtualTime(
                        () -> {
                            feed(Role.WATCHER).start();
                            return Mono.never();
                        })
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(5))
                .thenCancel()
                .verify(Duration.ofSeconds(10));

        assertThat(listening.follower.isCurrent()).isFalse();
    }

    private Flux<String> fed(AtomicReference<StreamFeed> started) {
        var feed = feed(Role.EDGE);
        started.set(feed);
        feed.start();
        return listening.listen(request(PAYER, StreamMode.STATE));
    }

    private StreamFeed feed(Role role) {
        var depths = new Depths(_ -> Mono.empty(), listening.topics, Duration.ofMillis(500));
        return new StreamFeed(
                listening.follower, depths, listening.takeovers, new Roles(Set.of(role)));
    }

    private void commit(JournalEvent event) {
        listening.journal.commit(event);
    }
}
