package io.sluice.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client that may listen.
 *
 * @param client names them in limits
 * @param end when the token ends that lets it
 * @param session its connection with a ticket; null when it has the token itself
 */
record Admitted(String client, Audience audience, Instant end, @Nullable TicketSession session) {

    /** Whether it comes in the place of another connection, which may still be there. */
    boolean comesBack() {
        return session != null && session.comesBack();
    }
}
