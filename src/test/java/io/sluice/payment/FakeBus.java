package io.sluice.payment;

import io.sluice.platform.cluster.Bus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Wake-ups within one JVM, which can be lost like real ones. */
public final class FakeBus implements Bus {

    public volatile boolean away;
    private final Map<String, Sinks.Many<Heard>> channels = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> publish(String channel, byte[] message) {
        return Mono.fromRunnable(() -> {
            if (away) {
                throw new IllegalStateException("Redis is away");
            }
            emit(channel, message);
        });
    }

    @Override
    public Flux<Heard> listen(String channel) {
        return Flux.<Heard>just(new Heard.Gap()).concatWith(sink(channel).asFlux());
    }

    private synchronized void emit(String channel, byte[] message) {
        sink(channel).emitNext(new Heard.Message(message), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private Sinks.Many<Heard> sink(String channel) {
        return channels.computeIfAbsent(channel, _ -> Sinks.many().multicast().directBestEffort());
    }
}
