package io.sluice.platform.sse;

import io.sluice.platform.http.PublicAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets clients in while there is room for them. */
public final class Door {

    private static final String HERE = "here";

    private final int connects;
    private final ConnectBucket verified;
    private final ConnectBucket strangers;
    private final Seats total;
    private final Seats addresses;
    private final Seats clients;
    private final Seats topics;

    /**
     * Is open, and nobody is in.
     *
     * @param nanoTime a clock that only ever goes on
     */
    public Door(StreamLimits limits, LongSupplier nanoTime) {
        this.connects = limits.connects();
        this.verified = new ConnectBucket(limits.connects(), nanoTime);
        this.strangers = new ConnectBucket(limits.connects(), nanoTime);
        this.total = new Seats(limits.total());
        this.addresses = new Seats(limits.address());
        this.clients = new Seats(limits.client());
        this.topics = new Seats(limits.topic());
    }

    /**
     * What has to be left; fails with {@link TurnedAway}, and then nothing is taken up. Strangers,
     * who may be anybody, keep out only strangers.
     */
    Admission enter(Visitor visitor) {
        var connects = visitor.verified() ? verified : strangers;
        if (!connects.take() || !total.take(HERE)) {
            throw new TurnedAway(Crowd.BUSY);
        }
        var address = PublicAddress.of(visitor.address()).orElse(null);
        if (address != null && !addresses.take(address)) {
            left();
            throw new TurnedAway(Crowd.ADDRESS);
        }
        return new Admission(this, address);
    }

    /** In which time so many find room here, with a fifth to spare: they come unevenly. */
    Duration timeFor(int clients) {
        return Duration.ofMillis(clients * 1_250L / connects);
    }

    void left() {
        total.leave(HERE);
    }

    Seats addresses() {
        return addresses;
    }

    Seats clients() {
        return clients;
    }

    Seats topics() {
        return topics;
    }
}
