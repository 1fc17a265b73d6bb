package io.sluice.status;

import java.time.Instant;

/**
 * One connection with a ticket.
 *
 * @param ticket the ticket's hash
 * @param connection its number: the newest of a ticket is the one that lives
 * @param end when the token ends that the ticket was made with
 */
record TicketSession(String ticket, long connection, Audience audience, Instant end) {}
