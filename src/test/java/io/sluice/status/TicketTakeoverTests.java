package io.sluice.status;

import static io.sluice.status.TicketReplicas.REPLACED;
import static io.sluice.status.TicketReplicas.followed;
import static io.sluice.status.TicketReplicas.ticket;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.FakeBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Of two streams that one ticket opened the newer lives. */
class TicketTakeoverTests {

    final TicketReplicas replicas = new TicketReplicas();
    final FakeTickets tickets = replicas.tickets;
    final Listening here = replicas.here;
    final Listening there = replicas.there;
    final FakeBus bus = replicas.bus;
    final Disposable.Composite staying = Disposables.composite();

    @AfterEach
    void leave() {
        staying.dispose();
    }

    @Test
    void endsTheOlderConnectionHere() {
        here.listen(ticket())
                .as(StepVerifier::create)
                .expectNextCount(2)
                .then(() -> replicas.open(here))
                .expectNext(REPLACED)
                .verifyComplete();
        assertThat(here.topics.all()).isEmpty();
        assertThat(ended("replaced")).isEqualTo(1);
    }

    @Test
    void endsTheOlderConnectionOnAnotherReplicaAtOnce() {
        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .expectNextCount(2)
                .then(() -> replicas.open(here))
                .expectNext(REPLACED)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    @Test
    void endsTheOlderConnectionWithinARoundWhenNobodyIsToldOfTheNewer() {
        bus.away = true;

        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .expectNextCount(2)
                .then(() -> replicas.open(here))
                .expectNoEvent(Takeovers.ROUND.minusMillis(1))
                .thenAwait(ofSeconds(1))
                .expectNext(REPLACED)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    @Test
    void endsTheOlderConnectionWithinTwoRoundsWhenTheNewerCouldNotSayThatItLives() {
        var head = Sinks.<Void>empty();
        here.journal.latestGate = head.asMono();
        bus.away = true;

        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .expectNextCount(2)
                .then(this::stay)
                .then(() -> tickets.down(true))
                .then(() -> head.tryEmitEmpty().orThrow())
                .then(() -> tickets.down(false))
                .expectNoEvent(Takeovers.ROUND.plusMillis(500))
                .thenAwait(Takeovers.ROUND)
                .expectNext(REPLACED)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    /** Of two requests of one browser the first, which it gave up, may be counted second. */
    @Test
    void goesOnWhenWhoIsCountedAfterItHasGoneByThen() {
        tickets.delay(ofMillis(100));

        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .thenAwait(ofMillis(100))
                .expectNextCount(2)
                .then(() -> here.listen(ticket()).subscribe().dispose())
                .thenAwait(ofMillis(100))
                .then(() -> tickets.delay(ofMillis(0)))
                .then(() -> replicas.isConnectedAs(3))
                .expectNoEvent(Takeovers.ROUND.multipliedBy(2))
                .thenCancel()
                .verify(ofSeconds(10));
    }

    /** What it was sent, a proxy may have held back. */
    @Test
    void letsABrowserComeBackThatHeardNothingBeforeItWasReplaced() {
        StepVerifier.withVirtualTime(() -> here.listen(ticket()))
                .expectNextCount(2)
                .thenAwait(TicketStream.MOMENT)
                .then(() -> replicas.open(here))
                .expectNext(REPLACED)
                .expectComplete()
                .verify(ofSeconds(10));

        replicas.isConnectedAs(3);
    }

    @Test
    void goesOnUntilTheNewerIsTold() {
        var head = Sinks.<Void>empty();
        here.journal.latestGate = head.asMono();

        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .expectNextCount(2)
                .then(this::stay)
                .expectNoEvent(Takeovers.ROUND.plusMillis(500))
                .then(() -> head.tryEmitEmpty().orThrow())
                .expectNext(REPLACED)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    /** One cannot be told in time, and the other has gone by then. */
    @Test
    void goesOnWhenOfTwoThatAreNewerNeitherIsTold() {
        here.journal.latestGate = Mono.never();

        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .expectNextCount(2)
                .then(this::stay)
                .then(() -> here.listen(ticket()).subscribe().dispose())
                .then(() -> replicas.isConnectedAs(4))
                .expectNoEvent(Takeovers.ROUND.multipliedBy(3))
                .thenCancel()
                .verify(ofSeconds(10));
    }

    @Test
    void triesAgainWhenTheRoundCouldNotBeDone() {
        bus.away = true;

        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .expectNextCount(2)
                .then(() -> replicas.open(here))
                .then(() -> tickets.down(true))
                .expectNoEvent(Takeovers.ROUND.plusSeconds(1))
                .then(() -> tickets.down(false))
                .thenAwait(Takeovers.ROUND)
                .expectNext(REPLACED)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    /** Connects, and stays until the test is over. */
    private void stay() {
        staying.add(followed(here, ticket()).subscribe(_ -> {}, _ -> {}));
    }

    private double ended(String reason) {
        return here.meters.get("sluice.streams.ended").tag("reason", reason).counter().count();
    }
}
