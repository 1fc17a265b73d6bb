package io.sluice.platform.cluster;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Wake-ups over the sharded pub/sub of a Redis Cluster: a message goes to one master and no
 * further. It starts without Redis, connects when Redis comes, and never makes anyone wait for it.
 */
final class RedisClusterBus implements Bus {

    private static final Logger log = LoggerFactory.getLogger(RedisClusterBus.class);
    private static final Duration CHECK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** A master that went silent does not tell that another one stands in for it. */
    private static final int CHECKS_IN_PEACE = 10;

    /** So long it may take until another master stands in. */
    private static final int TROUBLE = 40;

    private final RedisClusterClient cluster;
    private final RedisClient nodes;
    private final RedisServers servers;
    private final RedisLine line;
    private final ShardedSubscriptions subscriptions =
            new ShardedSubscriptions(this::connect, this::lookAgain);
    private final Sinks.Many<Long> changes = Sinks.many().multicast().directBestEffort();
    private final Sinks.Many<Masters> masters = Sinks.many().replay().latest();
    private final Disposable.Composite running = Disposables.composite();
    private volatile Masters known = Masters.unknown();
    private int checksInPeace = CHECKS_IN_PEACE;
    private int checksInTrouble;

    /**
     * @param nodes opens the connections that channels are heard over
     * @param servers some of the cluster's
     * @param line what is published goes over it, and it is kept connected
     */
    RedisClusterBus(
            RedisClusterClient cluster, RedisClient nodes, RedisServers servers, RedisLine line) {
        this.cluster = cluster;
        this.nodes = nodes;
        this.servers = servers;
        this.line = line;
        masters.emitNext(known, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    /** Begins to look for the cluster; returns at once. */
    void start() {
        running.add(
                new FirstConnection()
                        .of(this::firstConnection)
                        .doOnNext(it -> line.use(it.async()))
                        .thenMany(looks())
                        .subscribe(_ -> {}, FirstConnection::ended));
    }

    void close() {
        running.dispose();
        subscriptions.close();
        var _ = nodes.shutdownAsync();
        var _ = cluster.shutdownAsync();
    }

    @Override
    public Mono<Void> publish(String channel, byte[] message) {
        return line.send(it -> it.spublish(channel, message)).then();
    }

    @Override
    public Flux<Heard> listen(String channel) {
        return subscriptions.listen(channel);
    }

    @Override
    public Flux<Set<String>> overEachConnection(String name) {
        return masters.asFlux().map(it -> it.channelOfEach(name)).distinctUntilChanged();
    }

    private CompletionStage<StatefulRedisClusterConnection<String, byte[]>> firstConnection() {
        return cluster.refreshPartitionsAsync()
                .thenCompose(_ -> cluster.connectAsync(RedisClients.CODEC));
    }

    private CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connect(RedisURI node) {
        return nodes.connectPubSubAsync(RedisClients.CODEC, servers.like(node));
    }

    /** Best effort: what is lost here is seen with the next check. */
    private void lookAgain() {
        var _ = changes.tryEmitNext(0L);
    }

    private Flux<Void> looks() {
        return Flux.merge(Flux.interval(Duration.ZERO, CHECK), changes.asFlux())
                .onBackpressureLatest()
                .publishOn(Schedulers.parallel(), 1)
                .concatMap(_ -> look(), 1);
    }

    /** Should it fail, the next one mends that. */
    private Mono<Void> look() {
        return Mono.defer(() -> refreshed(subscriptions.isComplete()))
                .then(Mono.<Void>fromRunnable(this::follow))
                .doOnError(failure -> log.debug("The masters were not followed.", failure))
                .onErrorComplete();
    }

    private Mono<Void> refreshed(boolean complete) {
        report(complete);
        if (complete && checksInPeace++ < CHECKS_IN_PEACE) {
            return Mono.empty();
        }
        checksInPeace = 0;
        return Mono.fromFuture(() -> cluster.refreshPartitionsAsync().toCompletableFuture(), true)
                .timeout(PATIENCE)
                .doOnSuccess(_ -> known = Masters.of(cluster.getPartitions()))
                .onErrorResume(RedisClusterBus::unknown);
    }

    private void report(boolean complete) {
        if (complete && checksInTrouble >= TROUBLE) {
            log.info("Every channel of the Redis cluster is heard again.");
        }
        checksInTrouble = complete ? 0 : checksInTrouble + 1;
        if (checksInTrouble == TROUBLE) {
            log.warn(
                    "Not every channel of the Redis cluster is heard; the journal is read instead.");
        }
    }

    private void follow() {
        subscriptions.follow(known);
        masters.emitNext(known, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    /** Then they are taken to be what they were. */
    private static Mono<Void> unknown(Throwable failure) {
        log.debug("Nobody tells who the masters of the cluster are.", failure);
        return Mono.empty();
    }
}
