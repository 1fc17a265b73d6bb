package io.sluice.platform.cluster;

import static java.util.Objects.requireNonNullElse;

import io.sluice.platform.cluster.Bus.Heard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.scheduler.Schedulers;

/** Who listens to which channel on this replica; Redis is asked once for all of them. */
final class Listeners {

    private static final int HEARD_AHEAD = 1024;

    private final Map<String, Set<FluxSink<Heard>>> listeners = new ConcurrentHashMap<>();
    private final Consumer<String> first;
    private final Consumer<String> last;

    /**
     * @param first somebody listens to a channel that nobody listened to
     * @param last nobody listens to it any more
     */
    Listeners(Consumer<String> first, Consumer<String> last) {
        this.first = first;
        this.last = last;
    }

    /** What is heard on {@code channel}; who falls behind is told of a gap. */
    Flux<Heard> listen(String channel) {
        return Flux.defer(() -> sayingWhatWasDropped(heard(channel)))
                .publishOn(Schedulers.parallel());
    }

    Set<String> channels() {
        return listeners.keySet();
    }

    boolean has(String channel) {
        return listeners.containsKey(channel);
    }

    void tell(String channel, Heard heard) {
        for (var listener : who(channel, heard)) {
            var _ = listener.next(heard);
        }
    }

    /** Redis may answer whoever listens first before they are listed: that gap waits for them. */
    private Set<FluxSink<Heard>> who(String channel, Heard heard) {
        var all =
                switch (heard) {
                    case Heard.Message _ -> listeners.get(channel);
                    case Heard.Gap _ -> listeners.computeIfPresent(channel, (_, it) -> it);
                };
        return requireNonNullElse(all, Set.of());
    }

    private Flux<Heard> heard(String channel) {
        return Flux.create(
                listener -> {
                    add(channel, listener);
                    var _ =
                            listener.onDispose(() -> remove(channel, listener))
                                    .next(new Heard.Gap());
                },
                OverflowStrategy.IGNORE);
    }

    private static Flux<Heard> sayingWhatWasDropped(Flux<Heard> heard) {
        var dropped = new AtomicBoolean();
        return heard.onBackpressureBuffer(
                        HEARD_AHEAD, _ -> dropped.set(true), BufferOverflowStrategy.DROP_OLDEST)
                .concatMapIterable(next ->
                        dropped.getAndSet(false) ? List.of(new Heard.Gap(), next) : List.of(next));
    }

    private void add(String channel, FluxSink<Heard> listener) {
        listeners.compute(
                channel,
                (_, present) -> {
                    var all =
                            present == null ? new CopyOnWriteArraySet<FluxSink<Heard>>() : present;
                    all.add(listener);
                    if (present == null) {
                        first.accept(channel);
                    }
                    return all;
                });
    }

    private void remove(String channel, FluxSink<Heard> listener) {
        listeners.computeIfPresent(
                channel,
                (_, all) -> {
                    all.remove(listener);
                    if (all.isEmpty()) {
                        last.accept(channel);
                    }
                    return all.isEmpty() ? null : all;
                });
    }
}
