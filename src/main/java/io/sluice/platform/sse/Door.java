package io.sluice.platform.sse;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets clients in while there is room for them. */
public final class Door {

    private static final String HERE = "here";

    private final ConnectBucket connects;
    private final Seats total;
    private final Seats clients;
    private final Seats addresses;
    private final Seats topics;

    /**
     * Is open, and nobody is in.
     *
     * @param nanoTime a clock that only ever goes on
     */
    public Door(StreamLimits limits, LongSupplier nanoTime) {
        this.connects = new ConnectBucket(limits.connects(), nanoTime);
        this.total = new Seats(limits.total());
        this.clients = new Seats(limits.client());
        this.addresses = new Seats(limits.address());
        this.topics = new Seats(limits.topic());
    }

    /** What has to be left; fails with {@link TurnedAway}, and then nothing is taken up. */
    Admission enter(Visitor visitor) {
        if (!connects.take() || !total.take(HERE)) {
            throw new TurnedAway(Crowd.BUSY);
        }
        if (!clients.take(visitor.client())) {
            total.leave(HERE);
            throw new TurnedAway(Crowd.CLIENT);
        }
        var address = PublicAddress.of(visitor.address()).orElse(null);
        if (address != null && !addresses.take(address)) {
            leave(visitor.client(), null);
            throw new TurnedAway(Crowd.ADDRESS);
        }
        return new Admission(this, clients.shared(visitor.client()), address);
    }

    void leave(String client, @Nullable String address) {
        total.leave(HERE);
        clients.leave(client);
        if (address != null) {
            addresses.leave(address);
        }
    }

    Seats topics() {
        return topics;
    }
}
