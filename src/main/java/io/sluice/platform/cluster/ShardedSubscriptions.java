package io.sluice.platform.cluster;

import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.sluice.platform.cluster.Bus.Heard;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hears every channel from the master that serves it, over one connection to each. Which one that
 * is may change at any time: what was not confirmed there is asked for again with each look.
 */
final class ShardedSubscriptions {

    private static final Logger log = LoggerFactory.getLogger(ShardedSubscriptions.class);

    private final Function<RedisURI, CompletionStage<StatefulRedisPubSubConnection<String, byte[]>>>
            connect;
    private final Runnable changed;
    private final Listeners listeners = new Listeners(this::subscribe, this::unsubscribe);
    private final Map<RedisURI, RedisSubscriptions> shards = new ConcurrentHashMap<>();
    private volatile Masters masters = Masters.unknown();

    /**
     * @param changed somebody should look again soon
     */
    ShardedSubscriptions(
            Function<RedisURI, CompletionStage<StatefulRedisPubSubConnection<String, byte[]>>>
                    connect,
            Runnable changed) {
        this.connect = connect;
        this.changed = changed;
    }

    Flux<Heard> listen(String channel) {
        return listeners.listen(channel);
    }

    /** Whether every channel that somebody listens to is heard from its master. */
    boolean isComplete() {
        return listeners.channels().stream()
                .allMatch(it -> shard(it).filter(shard -> shard.hears(it)).isPresent());
    }

    /** Goes on with these masters: opens, closes and asks for what is missing. */
    void follow(Masters now) {
        masters = now;
        var all = now.all();
        all.stream().filter(it -> !shards.containsKey(it)).forEach(this::open);
        shards.keySet().stream().filter(it -> !all.contains(it)).forEach(this::close);
        listeners.channels().forEach(this::subscribeIfMissing);
    }

    void close() {
        Set.copyOf(shards.keySet()).forEach(this::close);
    }

    private void open(RedisURI master) {
        var shard = new RedisSubscriptions(PubSub.SHARDED, listeners, changed);
        shards.put(master, shard);
        var _ =
                Mono.defer(() -> Mono.fromCompletionStage(connect.apply(master)))
                        .toFuture()
                        .whenComplete((opened, failure) -> {
                            if (failure != null) {
                                log.debug(
                                        "A master of the cluster cannot be reached yet.", failure);
                                shards.remove(master, shard);
                            } else {
                                shard.use(opened);
                                changed.run();
                            }
                        });
    }

    private void close(RedisURI master) {
        var shard = shards.remove(master);
        if (shard != null) {
            shard.close();
        }
    }

    private void subscribe(String channel) {
        shard(channel).ifPresent(it -> it.subscribe(channel));
    }

    private void subscribeIfMissing(String channel) {
        shard(channel).filter(it -> !it.hears(channel)).ifPresent(it -> it.subscribe(channel));
    }

    private void unsubscribe(String channel) {
        shard(channel).ifPresent(it -> it.unsubscribe(channel));
    }

    private Optional<RedisSubscriptions> shard(String channel) {
        return masters.of(channel).map(shards::get);
    }
}
