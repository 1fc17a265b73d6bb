package io.sluice.status;

import io.sluice.platform.sse.Teller;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** One client that is told about a payment. */
final class Reader {

    private final Topic topic;
    private final Place place;
    private final Teller teller;

    Reader(Topic topic, Audience audience, StreamMode mode, BooleanSupplier room) {
        this.topic = topic;
        this.place = new Place(topic, audience, mode);
        this.teller = new Teller(place, room);
    }

    Topic topic() {
        return topic;
    }

    Teller teller() {
        return teller;
    }

    /** Whether its client is told an id, by now or next. */
    boolean isNumbered() {
        return place.isNumbered();
    }

    /** Settles where this reader stands: after what it has, or at the newest state. */
    void begin(byte[] retry, Told head, OptionalLong lastId) {
        place.begin(retry, head, lastId);
    }
}
