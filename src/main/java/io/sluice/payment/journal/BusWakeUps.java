package io.sluice.payment.journal;

import io.sluice.payment.Journal.WakeUp;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.cluster.Bus.Heard;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;

/** Hears every channel once per replica, however many follow. */
final class BusWakeUps {

    private static final int KEPT = 4096;
    private static final WakeUp GAP = new WakeUp(null, 0);

    private final Flux<WakeUp> shared;

    /**
     * Hears nothing yet.
     *
     * @param losses gaps that no channel itself tells of
     */
    BusWakeUps(Bus bus, Flux<Heard> losses) {
        var channels = Channels.all();
        this.shared =
                Flux.fromIterable(channels)
                        .flatMap(bus::listen, channels.size())
                        .mergeWith(losses)
                        .map(BusWakeUps::wakeUp)
                        .publish()
                        .refCount(1);
    }

    /** Each follower has its own buffer; one that overflows is told of a gap. */
    Flux<WakeUp> all() {
        return Flux.defer(() -> following(new AtomicBoolean()));
    }

    private Flux<WakeUp> following(AtomicBoolean dropped) {
        return shared.onBackpressureBuffer(
                        KEPT, _ -> dropped.set(true), BufferOverflowStrategy.DROP_LATEST)
                .concatMapIterable(it -> afterDrops(dropped, it));
    }

    private static List<WakeUp> afterDrops(AtomicBoolean dropped, WakeUp wakeUp) {
        return dropped.getAndSet(false) ? List.of(wakeUp, GAP) : List.of(wakeUp);
    }

    private static WakeUp wakeUp(Heard heard) {
        return switch (heard) {
            case Heard.Message(var bytes) -> WakeUpMessage.decode(bytes).orElse(GAP);
            case Heard.Gap _ -> GAP;
        };
    }
}
