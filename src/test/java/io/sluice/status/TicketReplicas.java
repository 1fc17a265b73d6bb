package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.Listening.BROWSER;
import static io.sluice.status.Listening.PAYER;
import static io.sluice.status.StreamMode.STATE;

import io.sluice.payment.FakeBus;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.keys.Secret;
import java.util.OptionalLong;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Two replicas that share their tickets, and one ticket that was bought. */
final class TicketReplicas {

    static final String REPLACED = "event: end\ndata: {\"reason\":\"replaced\"}\n\n";
    static final Ticket TICKET = new Ticket(new Secret("tkt_" + "x".repeat(43)));

    final FakeTickets tickets = new FakeTickets();
    final FakeBus bus = new FakeBus();
    final Listening here = new Listening(tickets, bus, Role.EDGE);
    final Listening there = new Listening(tickets, bus, Role.EDGE);

    TicketReplicas() {
        here.journal.commit(event(1), event(2));
        there.journal.commit(event(1), event(2));
        tickets.add(TICKET.hash(), PAYMENT, PAYER)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    /** Connects, hears the beginning, and goes away. */
    void open(Listening replica) {
        replica.listen(ticket()).as(StepVerifier::create).expectNextCount(2).thenCancel().verify();
    }

    void isConnectedAs(long connection) {
        tickets.connect(TICKET.hash(), PAYMENT, false)
                .map(TicketSession::connection)
                .as(StepVerifier::create)
                .expectNext(connection)
                .verifyComplete();
    }

    /** The stream of a replica that follows what happens on others. */
    static Flux<String> followed(Listening replica, StreamRequest request) {
        return Flux.using(
                () -> replica.takeovers.follow().subscribe(),
                _ -> replica.listen(request),
                Disposable::dispose);
    }

    static StreamRequest ticket() {
        return new StreamRequest(shown(false), PAYMENT, STATE, OptionalLong.empty(), BROWSER);
    }

    static Credential shown(boolean resumes) {
        return new Credential.OneUse(TICKET, resumes);
    }
}
