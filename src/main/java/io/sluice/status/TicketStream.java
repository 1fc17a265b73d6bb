package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.sluice.platform.sse.Frames;
import io.sluice.platform.sse.Teller;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import reactor.core.scheduler.Schedulers;

/** A stream that a ticket opened. */
final class TicketStream {

    /** After one whole round an id has reached the client, or the connection was broken. */
    private static final int SETTLED = 2;

    /** Whoever is cut off sooner may have heard nothing. */
    static final Duration MOMENT = Duration.ofSeconds(2);

    private static final byte[] REPLACED =
            Frames.event("end", "{\"reason\":\"replaced\"}".getBytes(UTF_8));

    private final TicketSession session;
    private final Teller teller;
    private final BooleanSupplier numbered;
    private final long sinceMillis = Schedulers.parallel().now(MILLISECONDS);
    private volatile int rounds;
    private volatile boolean noted;
    private volatile boolean replaced;

    /**
     * Is live.
     *
     * @param numbered whether its client is told an id
     */
    TicketStream(TicketSession session, Teller teller, BooleanSupplier numbered) {
        this.session = session;
        this.teller = teller;
        this.numbered = numbered;
    }

    TicketSession session() {
        return session;
    }

    String ticket() {
        return session.ticket();
    }

    long connection() {
        return session.connection();
    }

    /** Another connection of the same ticket goes on from here. */
    void replace() {
        replaced = true;
        teller.giveWay(REPLACED);
    }

    /** One more round; true when its client must be taken to know an id, and nobody noted that. */
    boolean settles() {
        if (numbered.getAsBoolean()) {
            rounds = Math.min(SETTLED, rounds + 1);
        }
        return rounds == SETTLED && isUnnoted();
    }

    /** At its end: whether its client must be taken to know an id, and nobody noted that. */
    boolean leavesUnnoted() {
        var lived = Schedulers.parallel().now(MILLISECONDS) - sinceMillis;
        return numbered.getAsBoolean() && isUnnoted() && lived >= MOMENT.toMillis();
    }

    /** Whoever came again without an id has heard none, however long this one lived. */
    private boolean isUnnoted() {
        return !noted && !replaced;
    }

    void noted() {
        noted = true;
    }
}
