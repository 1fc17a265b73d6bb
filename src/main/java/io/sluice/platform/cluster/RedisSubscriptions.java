package io.sluice.platform.cluster;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.sluice.platform.cluster.Bus.Heard;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/**
 * Who listens to which channel. One native listener serves them all: with one for each subscriber,
 * every message would cost as much as there are subscribers.
 */
final class RedisSubscriptions extends RedisPubSubAdapter<String, byte[]>
        implements RedisConnectionStateListener {

    private static final Logger log = LoggerFactory.getLogger(RedisSubscriptions.class);

    private final Map<String, Set<FluxSink<Heard>>> listeners = new ConcurrentHashMap<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable StatefulRedisPubSubConnection<String, byte[]> connection;

    /** What is heard on {@code channel}; whoever is slower than Redis has to buffer. */
    Flux<Heard> listen(String channel) {
        return Flux.create(
                listener -> {
                    add(channel, listener);
                    var _ =
                            listener.onDispose(() -> remove(channel, listener))
                                    .next(new Heard.Gap());
                },
                OverflowStrategy.IGNORE);
    }

    /** Goes on with a connection that was opened, or opened anew. */
    void use(StatefulRedisPubSubConnection<String, byte[]> opened) {
        opened.addListener((RedisPubSubListener<String, byte[]>) this);
        opened.addListener((RedisConnectionStateListener) this);
        connection = opened;
        subscribeMissing();
    }

    /** Asks for every channel that somebody listens to and Redis has not confirmed. */
    void subscribeMissing() {
        listeners.keySet().stream().filter(it -> !confirmed.contains(it)).forEach(this::subscribe);
    }

    @Override
    public void message(String channel, byte[] message) {
        tell(channel, new Heard.Message(message));
    }

    /** Comes after each reconnect too: what was published in between is gone. */
    @Override
    public void subscribed(String channel, long count) {
        confirmed.add(channel);
        tell(channel, new Heard.Gap());
    }

    @Override
    public void unsubscribed(String channel, long count) {
        confirmed.remove(channel);
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
        confirmed.clear();
    }

    private void tell(String channel, Heard heard) {
        for (var listener : listeners.getOrDefault(channel, Set.of())) {
            var _ = listener.next(heard);
        }
    }

    private void add(String channel, FluxSink<Heard> listener) {
        listeners.compute(
                channel,
                (_, present) -> {
                    var all =
                            present == null ? new CopyOnWriteArraySet<FluxSink<Heard>>() : present;
                    all.add(listener);
                    if (present == null) {
                        subscribe(channel);
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
                        unsubscribe(channel);
                    }
                    return all.isEmpty() ? null : all;
                });
    }

    /** Whatever the driver throws: what it did not confirm it is asked for again. */
    private void subscribe(String channel) {
        var open = connection;
        if (open != null) {
            try {
                var _ = open.async().subscribe(channel);
            } catch (RuntimeException refusal) {
                log.debug("Redis was not asked for a channel.", refusal);
            }
        }
    }

    private void unsubscribe(String channel) {
        confirmed.remove(channel);
        var open = connection;
        if (open != null) {
            var _ = open.async().unsubscribe(channel);
        }
    }
}
