package io.sluice.platform.cluster;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.sluice.platform.cluster.Bus.Heard;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels that are heard over one connection. One native listener serves them all: with one
 * for each subscriber, every message would cost as much as there are subscribers.
 */
final class RedisSubscriptions extends RedisPubSubAdapter<String, byte[]>
        implements RedisConnectionStateListener {

    private static final Logger log = LoggerFactory.getLogger(RedisSubscriptions.class);

    private final PubSub kind;
    private final Listeners listeners;
    private final Runnable changed;
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private boolean closed;
    private volatile @Nullable StatefulRedisPubSubConnection<String, byte[]> connection;

    /**
     * @param listeners who is told what is heard
     * @param changed a channel went away, or the connection is there again, where the driver asks
     *     for all channels in one command, which a cluster refuses when they are of several slots
     */
    RedisSubscriptions(PubSub kind, Listeners listeners, Runnable changed) {
        this.kind = kind;
        this.listeners = listeners;
        this.changed = changed;
    }

    /** Goes on with a connection that was opened; one that comes too late is closed. */
    synchronized void use(StatefulRedisPubSubConnection<String, byte[]> opened) {
        if (closed) {
            var _ = opened.closeAsync();
            return;
        }
        opened.addListener((RedisPubSubListener<String, byte[]>) this);
        opened.addListener((RedisConnectionStateListener) this);
        connection = opened;
    }

    boolean hears(String channel) {
        return confirmed.contains(channel);
    }

    /** Whatever the driver throws: what it did not confirm it is asked for again. */
    void subscribe(String channel) {
        var open = connection;
        if (open != null) {
            try {
                kind.subscribe(open.async(), channel);
            } catch (RuntimeException refusal) {
                log.debug("Redis was not asked for a channel.", refusal);
            }
        }
    }

    void unsubscribe(String channel) {
        confirmed.remove(channel);
        var open = connection;
        if (open != null) {
            try {
                kind.unsubscribe(open.async(), channel);
            } catch (RuntimeException refusal) {
                log.debug("Redis was not told that a channel is unwanted.", refusal);
            }
        }
    }

    /** Hears no more, and lets go of the connection. */
    synchronized void close() {
        closed = true;
        confirmed.clear();
        var open = connection;
        if (open != null) {
            open.removeListener((RedisPubSubListener<String, byte[]>) this);
            open.removeListener((RedisConnectionStateListener) this);
            var _ = open.closeAsync();
        }
    }

    @Override
    public void message(String channel, byte[] message) {
        listeners.tell(channel, new Heard.Message(message));
    }

    @Override
    public void smessage(String channel, byte[] message) {
        message(channel, message);
    }

    /** Comes after each reconnect too: what was published in between is gone. */
    @Override
    public void subscribed(String channel, long count) {
        confirmed.add(channel);
        listeners.tell(channel, new Heard.Gap());
    }

    @Override
    public void ssubscribed(String channel, long count) {
        subscribed(channel, count);
    }

    @Override
    public void unsubscribed(String channel, long count) {
        confirmed.remove(channel);
    }

    /** The server says so by itself when its channel went to another one. */
    @Override
    public void sunsubscribed(String channel, long count) {
        confirmed.remove(channel);
        if (listeners.has(channel)) {
            listeners.tell(channel, new Heard.Gap());
            changed.run();
        }
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> back, SocketAddress address) {
        changed.run();
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
        confirmed.clear();
    }
}
