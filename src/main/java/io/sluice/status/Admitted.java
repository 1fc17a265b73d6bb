package io.sluice.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client that may listen.
 *
 * @param end when the token ends that lets it
 * @param session its connection with a ticket; null when it has the token itself
 */
record Admitted(Audience audience, Instant end, @Nullable TicketSession session) {}
