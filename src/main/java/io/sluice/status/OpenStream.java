package io.sluice.status;

import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.Frames;
import java.time.Instant;

/** One stream, where it goes, and when it has to end. */
record OpenStream(Reader reader, EventStream events, Instant end) {

    void beat(Instant now, int patience) {
        if (!now.isBefore(end)) {
            reader.finish(Frames.reauth());
        }
        reader.beat(patience);
        if (reader.isStuck()) {
            events.cut();
        }
    }
}
