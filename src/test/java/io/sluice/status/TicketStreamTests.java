package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.Listening.BROWSER;
import static io.sluice.status.StreamMode.LOG;
import static io.sluice.status.StreamMode.STATE;
import static io.sluice.status.TicketReplicas.REPLACED;
import static io.sluice.status.TicketReplicas.followed;
import static io.sluice.status.TicketReplicas.shown;
import static io.sluice.status.TicketReplicas.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.TicketRefused;
import io.sluice.status.FollowMeters.Net;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class TicketStreamTests {

    static final String RETRY = "retry: 2500\n\n";
    static final String LATER = "retry: 10000\n\n";

    final TicketReplicas replicas = new TicketReplicas();
    final FakeTickets tickets = replicas.tickets;
    final Listening here = replicas.here;

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
        replicas.open(here);

        here.listen(resuming(LOG, 1))
                .as(StepVerifier::create)
                .expectNext(RETRY, "event: payment\nid: 2\ndata: {\"payer\":2}\n\n")
                .thenCancel()
                .verify();
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

        replicas.isConnectedAs(1);
    }

    @Test
    void usesNoTicketUpAndSendsNoBrowserAwayForGoodWhileTheDatabaseIsDown() {
        tickets.down(true);

        here.listen(ticket()).as(StepVerifier::create).expectNext(LATER).verifyComplete();

        tickets.down(false);
        replicas.isConnectedAs(1);
    }

    @Test
    void refusesATicketOfAnotherPayment() {
        var other =
                new StreamRequest(
                        shown(false), FakeJournal.OTHER, STATE, OptionalLong.empty(), BROWSER);

        here.listen(other).as(StepVerifier::create).verifyError(TicketRefused.class);

        assertThat(here.topics.all()).isEmpty();
        replicas.isConnectedAs(1);
    }

    private boolean isRefused(boolean resumes) {
        var lets = new boolean[1];
        var request = resumes ? resuming(STATE, 2) : ticket();
        var listening = here.listen(request).subscribe(_ -> lets[0] = true, _ -> {});
        listening.dispose();
        return !lets[0];
    }

    private static StreamRequest resuming(StreamMode mode, long last) {
        return new StreamRequest(shown(true), PAYMENT, mode, OptionalLong.of(last), BROWSER);
    }
}
