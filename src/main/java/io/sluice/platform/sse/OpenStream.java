package io.sluice.platform.sse;

import java.time.Instant;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** One stream, where it goes, and when it has to end. */
public final class OpenStream {

    private final OpenStreams all;
    private final Admission admission;
    private final Teller teller;
    private final EventStream events;
    private final long endMillis;
    private final Runnable whenOver;
    private boolean left;

    /**
     * Is told nothing yet.
     *
     * @param end when its client is asked for a new token
     */
    OpenStream(
            OpenStreams all,
            Admission admission,
            Teller teller,
            EventStream events,
            Instant end,
            Runnable whenOver) {
        this.admission = admission;
        this.all = all;
        this.teller = teller;
        this.events = events;
        this.endMillis = end.toEpochMilli();
        this.whenOver = whenOver;
    }

    public Teller teller() {
        return teller;
    }

    public EventStream events() {
        return events;
    }

    /**
     * Tells until either side ends it; then, or later, it has to be {@linkplain #release let go}.
     */
    public Mono<Void> tell() {
        return tell(UnaryOperator.identity());
    }

    /** Tells {@code within} what has to happen before and after. */
    public Mono<Void> tell(UnaryOperator<Mono<Void>> within) {
        return events.goOn(within.apply(events.tell(teller)), this);
    }

    /** The request is done: so is its stream, unless it goes on and leaves by itself. */
    public void release() {
        if (!events.goesOn()) {
            leave();
        }
    }

    /** It is over; once is enough. */
    void leave() {
        if (!isFirstToLeave()) {
            return;
        }
        all.leave(this);
        admission.leave();
        whenOver.run();
    }

    private synchronized boolean isFirstToLeave() {
        var first = !left;
        left = true;
        return first;
    }

    void beat(Instant now, int patience) {
        if (now.toEpochMilli() >= endMillis) {
            teller.finish(Frames.reauth(), Ending.TOKEN);
        }
        teller.beat(patience);
        if (teller.isStuck()) {
            cut();
        }
    }

    /** Ends it whatever its client does. */
    void cut() {
        teller.giveUp();
        events.cut();
    }
}
