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
     * client was told an id only who {@code resumes} is let in.
     */
    Mono<TicketSession> connect(String ticket, PaymentId payment, boolean resumes);

    /**
     * This connection never came to be, and is the newest no more: the one before it is, if there
     * is one, and none came after.
     */
    Mono<Void> withdraw(TicketSession session);

    /** The clients of these tickets were told an id. */
    Mono<Void> told(Collection<String> tickets);

    /** How often each of these was connected with. */
    Flux<Newest> newest(Collection<String> tickets);

    /** The number of a ticket's newest connection. */
    record Newest(String ticket, long connection) {}
}
