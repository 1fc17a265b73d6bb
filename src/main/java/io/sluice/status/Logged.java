package io.sluice.status;

import io.sluice.payment.Journal.Positioned;
import io.sluice.platform.sse.Frames;
import org.jspecify.annotations.Nullable;

/** An event of a merchant's log as streams say it: encoded when first needed, then shared. */
final class Logged {

    private final Positioned event;
    private final long heardNanos = System.nanoTime();
    private volatile byte @Nullable [] frame;

    Logged(Positioned event) {
        this.event = event;
    }

    String id() {
        return event.event().id();
    }

    long position() {
        return event.position();
    }

    /** When this replica read it, as {@link System#nanoTime} has it. */
    long heardNanos() {
        return heardNanos;
    }

    /** What it costs to keep, once it is encoded. */
    int bytes() {
        return 2 * event.event().merchantJson().length + event.event().payerJson().length;
    }

    /** Its id is its place in the {@code journal}, which is the only one there is. */
    byte[] frame(String journal) {
        var known = frame;
        if (known == null) {
            var id = EventCursors.text(event.in(journal));
            known = Frames.event("payment", id, Audience.MERCHANT.json(event.event()));
            frame = known;
        }
        return known;
    }
}
