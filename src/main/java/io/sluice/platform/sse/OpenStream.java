package io.sluice.platform.sse;

import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * One stream, where it goes, and when it has to end.
 *
 * @param end when its client is asked for a new token
 */
public record OpenStream(Teller teller, EventStream events, Instant end) {

    /** Tells until either side ends it. */
    public Mono<Void> tell() {
        return events.write(teller.frames());
    }

    void beat(Instant now, int patience) {
        if (!now.isBefore(end)) {
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
