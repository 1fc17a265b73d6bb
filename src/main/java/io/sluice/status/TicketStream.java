package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.platform.sse.Frames;
import io.sluice.platform.sse.Teller;

/** A stream that a ticket opened. */
final class TicketStream {

    /** After one whole round the first frames have left this replica, or the client with them. */
    private static final int SETTLED = 2;

    private static final byte[] REPLACED =
            Frames.event("end", "{\"reason\":\"replaced\"}".getBytes(UTF_8));

    private final TicketSession session;
    private final Teller teller;
    private volatile int rounds;
    private volatile boolean noted;

    TicketStream(TicketSession session, Teller teller) {
        this.session = session;
        this.teller = teller;
    }

    String ticket() {
        return session.ticket();
    }

    long connection() {
        return session.connection();
    }

    /** Another connection of the same ticket goes on from here. */
    void replace() {
        teller.giveWay(REPLACED);
    }

    /** One more round; true when its client must be taken to know an id, and nobody noted that. */
    boolean settles() {
        rounds = Math.min(SETTLED, rounds + 1);
        return rounds == SETTLED && !noted;
    }

    void noted() {
        noted = true;
    }
}
