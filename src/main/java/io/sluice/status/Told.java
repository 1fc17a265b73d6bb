package io.sluice.status;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.JournalEvent;
import io.sluice.platform.sse.Frames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An event as streams say it: encoded when first needed, then shared by all who hear it. */
final class Told {

    private final JournalEvent event;
    private final Map<Audience, byte[]> live = new ConcurrentHashMap<>(2);
    private final long heardNanos = System.nanoTime();

    Told(JournalEvent event) {
        this.event = event;
    }

    String id() {
        return event.id();
    }

    /** Whose payment it is, for ever. */
    MerchantId merchant() {
        return event.merchant();
    }

    long version() {
        return event.version();
    }

    /** When this replica learned of it, as {@link System#nanoTime} has it. */
    long heardNanos() {
        return heardNanos;
    }

    boolean closed() {
        return event.closed();
    }

    byte[] live(Audience audience) {
        return live.computeIfAbsent(audience, it -> frame("payment", it));
    }

    byte[] snapshot(Audience audience) {
        return frame("snapshot", audience);
    }

    private byte[] frame(String name, Audience audience) {
        return Frames.event(name, version(), audience.json(event));
    }
}
