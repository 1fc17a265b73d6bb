package io.sluice.status;

import java.time.Instant;

/**
 * One connection with a ticket.
 *
 * @param ticket the ticket's hash
 * @param client who bought it, by their {@linkplain io.sluice.merchant.Caller#name name}
 * @param connection its number: of a ticket the newest whose stream lives ends the others
 * @param end when the token ends that the ticket was made with
 */
record TicketSession(
        String ticket, String client, long connection, Audience audience, Instant end) {

    /** Whether it comes in the place of another, which may still be there. */
    boolean comesBack() {
        return connection > 1;
    }
}
