package io.sluice.platform.sse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Lets clients in while there is room for them. */
final class Door {

    private static final String HERE = "here";

    private final ConnectBucket connects;
    private final Seats total;
    private final Seats clients;
    private final Seats addresses;
    private final Seats topics;

    Door(StreamLimits limits, LongSupplier nanoTime) {
        this.connects = new ConnectBucket(limits.connects(), nanoTime);
        this.total = new Seats(limits.total());
        this.clients = new Seats(limits.client());
        this.addresses = new Seats(limits.address());
        this.topics = new Seats(limits.topic());
    }

    /** Takes a place that has to be left; fails with {@link TurnedAway}, having taken none. */
    Place enter(Visitor visitor) {
        if (!connects.take()) {
            throw new TurnedAway(Crowd.BUSY);
        }
        var place = new Place();
        place.take(total, HERE, Crowd.BUSY);
        place.take(clients, visitor.client(), Crowd.CLIENT);
        PublicAddress.of(visitor.address())
                .ifPresent(it -> place.take(addresses, it, Crowd.ADDRESS));
        return place;
    }

    /** What one client takes up while its stream lasts. */
    final class Place {

        private final Deque<Runnable> taken = new ArrayDeque<>(4);
        private final AtomicBoolean left = new AtomicBoolean();

        /** Sits down among those who hear of {@code topic}, too. */
        void hear(String topic) {
            take(topics, topic, Crowd.TOPIC);
        }

        /** Is nowhere any more; once is enough. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                taken.forEach(Runnable::run);
            }
        }

        private void take(Seats seats, String name, Crowd otherwise) {
            if (!seats.take(name)) {
                leave();
                throw new TurnedAway(otherwise);
            }
            taken.push(() -> seats.leave(name));
        }
    }
}
