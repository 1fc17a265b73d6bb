package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentId;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tickets and what became of them, known to all replicas. They are named by their hashes. */
interface Tickets {

    /** Keeps a ticket, and gives until when it can be opened: for half a minute. */
    Mono<Instant> add(String ticket, PaymentId payment, Caller caller);

    /**
     * The first connection with a ticket, or the next one; empty when it is refused. Once its
     * client was told an id only who {@code resumes} is let in. It ends none before it yet.
     */
    Mono<TicketSession> connect(String ticket, PaymentId payment, boolean resumes);

    /** The clients of these tickets were told an id. */
    Mono<Void> told(Collection<String> tickets);

    /**
     * Of the ticket of each of these, whose streams live, the newest connection whose stream ever
     * did. Whoever was counted and then turned away, or had gone, or whose replica died, is not
     * among them.
     *
     * @param live of each ticket one
     */
    Flux<Newest> newest(Collection<TicketSession> live);

    /** The number of a ticket's newest connection whose stream lived. */
    record Newest(String ticket, long connection) {}
}
