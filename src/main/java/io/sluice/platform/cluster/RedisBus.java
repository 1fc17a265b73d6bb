package io.sluice.platform.cluster;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Wake-ups over Redis pub/sub. It starts without Redis, connects when Redis comes, and never makes
 * anyone wait for it.
 */
final class RedisBus implements Bus {

    private static final Logger log = LoggerFactory.getLogger(RedisBus.class);
    private static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final int HEARD_AHEAD = 1024;
    private static final Duration CHECK = Duration.ofMillis(500);
    private static final Retry UNTIL_IT_COMES =
            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(1));

    private final RedisClient client;
    private final RedisURI uri;
    private final RedisLine line;
    private final RedisSubscriptions subscriptions = new RedisSubscriptions();
    private final Disposable.Composite running = Disposables.composite();

    /**
     * @param line what is published goes over it, and it is kept connected
     */
    RedisBus(RedisClient client, RedisURI uri, RedisLine line) {
        this.client = client;
        this.uri = uri;
        this.line = line;
    }

    /** Begins to look for Redis; returns at once. */
    void start() {
        running.add(
                connected(() -> client.connectAsync(CODEC, uri))
                        .subscribe(line::use, RedisBus::ended));
        running.add(
                connected(() -> client.connectPubSubAsync(CODEC, uri))
                        .doOnNext(subscriptions::use)
                        .thenMany(Flux.interval(CHECK).onBackpressureDrop())
                        .subscribe(_ -> subscriptions.subscribeMissing(), RedisBus::ended));
    }

    void close() {
        running.dispose();
        var _ = client.shutdownAsync();
    }

    @Override
    public Mono<Void> publish(String channel, byte[] message) {
        return line.send(it -> it.publish(channel, message)).then();
    }

    @Override
    public Flux<Heard> listen(String channel) {
        return Flux.defer(() -> sayingWhatWasDropped(subscriptions.listen(channel)))
                .publishOn(Schedulers.parallel());
    }

    private static Flux<Heard> sayingWhatWasDropped(Flux<Heard> heard) {
        var dropped = new AtomicBoolean();
        return heard.onBackpressureBuffer(
                        HEARD_AHEAD, _ -> dropped.set(true), BufferOverflowStrategy.DROP_OLDEST)
                .concatMapIterable(next ->
                        dropped.getAndSet(false) ? List.of(new Heard.Gap(), next) : List.of(next));
    }

    private static void ended(Throwable cause) {
        log.error("Redis is no longer looked for", cause);
    }

    /** The first connection; from then on the driver itself reconnects. */
    private static <C> Mono<C> connected(Supplier<? extends CompletionStage<C>> connect) {
        return Mono.defer(() -> Mono.fromCompletionStage(connect.get()))
                .doOnError(failure -> log.debug("Redis cannot be reached yet.", failure))
                .retryWhen(UNTIL_IT_COMES)
                .doOnSuccess(_ -> log.info("Connected to Redis."));
    }
}
