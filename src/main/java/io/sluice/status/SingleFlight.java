package io.sluice.status;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Who asks the same while it is being asked shares the answer; nothing is kept afterwards. */
final class SingleFlight<K, V> {

    /** Small from the start: there is one of these for each payment that is watched. */
    private final Map<K, Mono<V>> flying = new ConcurrentHashMap<>(1);

    private final Function<K, Mono<V>> question;

    SingleFlight(Function<K, Mono<V>> question) {
        this.question = question;
    }

    /** Whoever hangs up leaves the question running for the others. */
    Mono<V> ask(K key) {
        return Mono.defer(() -> flying.computeIfAbsent(key, this::start));
    }

    /** The same, with an answer to a question that began no earlier than now. */
    Mono<V> askAfresh(K key) {
        return Mono.defer(() -> {
            var earlier = flying.get(key);
            return earlier == null ? ask(key) : earlier.onErrorComplete().then(ask(key));
        });
    }

    private Mono<V> start(K key) {
        return Mono.defer(() -> question.apply(key))
                .doOnTerminate(() -> flying.remove(key))
                .cache();
    }
}
