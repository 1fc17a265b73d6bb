package io.sluice.platform.cluster;

import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wake-ups between replicas: fast, and lost without notice at any time. Never the truth. */
public interface Bus {

    /** Completes when the message was handed over; fails fast while Redis is away. */
    Mono<Void> publish(String channel, byte[] message);

    /**
     * What is heard on {@code channel} from now on. Never fails; emits {@link Heard.Gap} whenever
     * something may have been missed: at the start and after each reconnect.
     */
    Flux<Heard> listen(String channel);

    /**
     * Channels whose names begin with {@code name}, one for each connection that messages are heard
     * over; again whenever that changes.
     */
    default Flux<Set<String>> overEachConnection(String name) {
        return Flux.just(Set.of(name));
    }

    /** Something heard. */
    sealed interface Heard {

        /** A message as it was published. */
        @SuppressWarnings("ArrayRecordComponent") // shared bytes, compared by nobody
        record Message(byte[] bytes) implements Heard {}

        /** Messages may have been lost up to here. */
        record Gap() implements Heard {}
    }
}
