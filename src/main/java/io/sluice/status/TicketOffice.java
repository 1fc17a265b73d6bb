package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentId;
import io.sluice.platform.keys.Secrets;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Gives out tickets to who may listen. */
final class TicketOffice {

    private final StreamAccess access;
    private final Tickets tickets;
    private final Secrets secrets;
    private final String publicUrl;

    TicketOffice(StreamAccess access, Tickets tickets, Secrets secrets, String publicUrl) {
        this.access = access;
        this.tickets = tickets;
        this.secrets = secrets;
        this.publicUrl = publicUrl;
    }

    /** Fails as {@link StreamAccess#require} does. */
    Mono<StreamTicket> issue(Caller caller, PaymentId payment) {
        return access.require(caller, payment)
                .map(_ -> new Ticket(secrets.next(Ticket.PREFIX)))
                .flatMap(ticket ->
                        tickets.add(ticket.hash(), payment, caller)
                                .map(until -> answer(ticket, payment, until)));
    }

    private StreamTicket answer(Ticket ticket, PaymentId payment, Instant until) {
        var text = ticket.text().value();
        var url = "%s/v1/payments/%s/stream?ticket=%s".formatted(publicUrl, payment, text);
        return new StreamTicket(text, until, url);
    }
}
