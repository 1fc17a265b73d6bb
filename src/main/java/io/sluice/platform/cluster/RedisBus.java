package io.sluice.platform.cluster;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Wake-ups over Redis pub/sub. It starts without Redis, connects when Redis comes, and never makes
 * anyone wait for it.
 */
final class RedisBus implements Bus {

    private static final Duration CHECK = Duration.ofMillis(500);

    private final RedisClient client;
    private final RedisURI uri;
    private final RedisLine line;
    private final Listeners listeners = new Listeners(this::subscribe, this::unsubscribe);
    private final RedisSubscriptions subscriptions =
            new RedisSubscriptions(PubSub.CLASSIC, listeners, () -> {});
    private final FirstConnection first = new FirstConnection();
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
                first.of(() -> client.connectAsync(RedisClients.CODEC, uri))
                        .subscribe(it -> line.use(it.async()), FirstConnection::ended));
        running.add(
                first.of(() -> client.connectPubSubAsync(RedisClients.CODEC, uri))
                        .doOnNext(subscriptions::use)
                        .thenMany(Flux.interval(Duration.ZERO, CHECK).onBackpressureDrop())
                        .subscribe(_ -> subscribeMissing(), FirstConnection::ended));
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
        return listeners.listen(channel);
    }

    /** Asks for every channel that somebody listens to and Redis has not confirmed. */
    private void subscribeMissing() {
        listeners.channels().stream()
                .filter(it -> !subscriptions.hears(it))
                .forEach(subscriptions::subscribe);
    }

    private void subscribe(String channel) {
        subscriptions.subscribe(channel);
    }

    private void unsubscribe(String channel) {
        subscriptions.unsubscribe(channel);
    }
}
