package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.Listening.BROWSER;
import static io.sluice.status.Listening.PAYER;
import static io.sluice.status.StreamMode.LOG;
import static io.sluice.status.StreamMode.STATE;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.TicketRefused;
import io.sluice.payment.FakeBus;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.keys.Secret;
import io.sluice.status.FollowMeters.Net;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class TicketStreamTests {

    static final String RETRY = "retry: 2500\n\n";
    static final String LATER = "retry: 10000\n\n";
    static final String REPLACED = "event: end\ndata: {\"reason\":\"replaced\"}\n\n";
    static final Ticket TICKET = new Ticket(new Secret("tkt_" + "x".repeat(43)));

    final FakeTickets tickets = new FakeTickets();
    final FakeBus bus = new FakeBus();
    final Listening here = new Listening(tickets, bus, Role.EDGE);
    final Listening there = new Listening(tickets, bus, Role.EDGE);

    final Disposable.Composite staying = Disposables.composite();

    @AfterEach
    void leave() {
        staying.dispose();
    }

    @BeforeEach
    void issue() {
        here.journal.commit(event(1), event(2));
        there.journal.commit(event(1), event(2));
        tickets.add(TICKET.hash(), PAYMENT, PAYER)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void tellsWhatTheTokensOwnerWouldBeTold() {
        here.listen(ticket())
                .as(StepVerifier::create)
                .expectNext(RETRY, "event: snapshot\nid: 2\ndata: {\"payer\":2}\n\n")
                .thenCancel()
                .verify();
    }

    @Test
    void resumesAfterWhatWasHeard() {
        open(here);

        here.listen(resuming(LOG, 1))
                .as(StepVerifier::create)
                .expectNext(RETRY, "event: payment\nid: 2\ndata: {\"payer\":2}\n\n")
                .thenCancel()
                .verify();
    }

    @Test
    void endsTheOlderConnectionHere() {
        here.listen(ticket())
                .as(StepVerifier::create)
                .expectNextCount(2)
                .then(() -> open(here))
                .expectNext(REPLACED)
                .verifyComplete();
        assertThat(here.topics.all()).isEmpty();
        assertThat(ended("replaced")).isEqualTo(1);
    }

    @Test
    void endsTheOlderConnectionOnAnotherReplicaAtOnce() {
        followed(there, ticket())
                .as(StepVerifier::create)
                .expectNextCount(2)
                .then(() -> open(here))
                .expectNext(REPLACED)
                .expectComplete()
                .verify(Takeovers.ROUND.minusMillis(100));
    }

    @Test
    void endsTheOlderConnectionWithinARoundWhenNobodyIsToldOfTheNewer() {
        bus.away = true;

        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .expectNextCount(2)
                .then(() -> open(here))
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
                .expectNoEvent(Takeovers.ROUND.minusMillis(1))
                .thenAwait(Takeovers.ROUND.plusMillis(1))
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
                .expectNoEvent(Takeovers.ROUND.multipliedBy(2))
                .thenCancel()
                .verify(ofSeconds(10));
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
                .then(() -> isConnectedAs(4))
                .expectNoEvent(Takeovers.ROUND.multipliedBy(3))
                .thenCancel()
                .verify(ofSeconds(10));
    }

    @Test
    void triesAgainWhenTheRoundCouldNotBeDone() {
        bus.away = true;

        StepVerifier.withVirtualTime(() -> followed(there, ticket()))
                .expectNextCount(2)
                .then(() -> open(here))
                .then(() -> tickets.down(true))
                .expectNoEvent(Takeovers.ROUND.plusSeconds(1))
                .then(() -> tickets.down(false))
                .thenAwait(Takeovers.ROUND)
                .expectNext(REPLACED)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    @Test
    void takesAClientForToldAnIdOnceItListenedForAWholeRound() {
        StepVerifier.withVirtualTime(() -> followed(here, ticket()))
                .expectNextCount(2)
                .thenAwait(Takeovers.ROUND.multipliedBy(2))
                .then(() -> assertThat(isRefused(false)).isTrue())
                .then(() -> assertThat(isRefused(true)).isFalse())
                .expectNext(REPLACED)
                .verifyComplete();
    }

    @Test
    void takesAClientThatLeavesForToldAnIdUnlessItWasCutAtOnce() {
        StepVerifier.withVirtualTime(() -> here.listen(ticket()))
                .expectNextCount(2)
                .thenAwait(TicketStream.MOMENT.minusMillis(1))
                .thenCancel()
                .verify();
        assertThat(isRefused(false)).isFalse();

        StepVerifier.withVirtualTime(() -> here.listen(ticket()))
                .expectNextCount(2)
                .thenAwait(TicketStream.MOMENT)
                .thenCancel()
                .verify();
        assertThat(isRefused(false)).isTrue();
    }

    @Test
    void endsAsEverWhenItCannotBeNotedThatItsClientWasToldAnId() {
        StepVerifier.withVirtualTime(() -> here.listen(ticket()))
                .expectNextCount(2)
                .thenAwait(TicketStream.MOMENT)
                .then(() -> tickets.down(true))
                .then(() -> here.topics.offer(event(3, true), Net.MESSAGE))
                .expectNextCount(2)
                .verifyComplete();
        assertThat(here.topics.all()).isEmpty();
    }

    /** The id in its address proves nothing, and the browser has no other. */
    @Test
    void letsAClientComeBackThatWasToldNothingNew() {
        var knowing = new StreamRequest(shown(false), PAYMENT, LOG, OptionalLong.of(2), BROWSER);

        StepVerifier.withVirtualTime(() -> followed(here, knowing))
                .expectNext(RETRY)
                .thenAwait(Takeovers.ROUND.multipliedBy(3))
                .then(() -> assertThat(isRefused(false)).isFalse())
                .thenCancel()
                .verify();
        StepVerifier.withVirtualTime(() -> followed(here, knowing))
                .expectNext(RETRY)
                .then(() -> here.topics.offer(event(3), Net.MESSAGE))
                .expectNextCount(1)
                .thenAwait(Takeovers.ROUND.multipliedBy(2))
                .then(() -> assertThat(isRefused(false)).isTrue())
                .thenCancel()
                .verify();
    }

    @Test
    void asksForANewTokenBeforeTheTicketsOwnEnds() {
        here.listen(ticket())
                .as(StepVerifier::create)
                .expectNextCount(2)
                .then(() -> {
                    here.clock = InstantSource.fixed(Listening.NOON.plusSeconds(98));
                    here.open.beat();
                })
                .expectNext("event: reauth\ndata: {}\n\n")
                .verifyComplete();
    }

    @Test
    void usesNoTicketUpWhileItDrains() {
        here.open.drain().as(StepVerifier::create).verifyComplete();

        here.listen(ticket()).as(StepVerifier::create).expectNext(RETRY).verifyComplete();

        isConnectedAs(1);
    }

    @Test
    void usesNoTicketUpAndSendsNoBrowserAwayForGoodWhileTheDatabaseIsDown() {
        tickets.down(true);

        here.listen(ticket()).as(StepVerifier::create).expectNext(LATER).verifyComplete();

        tickets.down(false);
        isConnectedAs(1);
    }

    @Test
    void refusesATicketOfAnotherPayment() {
        var other = new StreamRequest(shown(false), FakeJournal.OTHER, STATE, none(), BROWSER);

        here.listen(other).as(StepVerifier::create).verifyError(TicketRefused.class);

        assertThat(here.topics.all()).isEmpty();
        isConnectedAs(1);
    }

    /** Connects, hears the beginning, and goes away. */
    private void open(Listening replica) {
        replica.listen(ticket()).as(StepVerifier::create).expectNextCount(2).thenCancel().verify();
    }

    /** Connects, and stays until the test is over. */
    private void stay() {
        staying.add(followed(here, ticket()).subscribe(_ -> {}, _ -> {}));
    }

    private boolean isRefused(boolean resumes) {
        var lets = new boolean[1];
        var request = resumes ? resuming(STATE, 2) : ticket();
        var listening = here.listen(request).subscribe(_ -> lets[0] = true, _ -> {});
        listening.dispose();
        return !lets[0];
    }

    private void isConnectedAs(long connection) {
        tickets.connect(TICKET.hash(), PAYMENT, false)
                .map(TicketSession::connection)
                .as(StepVerifier::create)
                .expectNext(connection)
                .verifyComplete();
    }

    private double ended(String reason) {
        return here.meters.get("sluice.streams.ended").tag("reason", reason).counter().count();
    }

    /** The stream of a replica that follows what happens on others. */
    private static Flux<String> followed(Listening replica, StreamRequest request) {
        return Flux.using(
                () -> replica.takeovers.follow().subscribe(),
                _ -> replica.listen(request),
                Disposable::dispose);
    }

    private static StreamRequest ticket() {
        return new StreamRequest(shown(false), PAYMENT, STATE, none(), BROWSER);
    }

    private static StreamRequest resuming(StreamMode mode, long last) {
        return new StreamRequest(shown(true), PAYMENT, mode, OptionalLong.of(last), BROWSER);
    }

    private static Credential shown(boolean resumes) {
        return new Credential.OneUse(TICKET, resumes);
    }

    private static OptionalLong none() {
        return OptionalLong.empty();
    }
}
