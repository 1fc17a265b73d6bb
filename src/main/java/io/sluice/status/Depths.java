package io.sluice.status;

import io.sluice.payment.Payments;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks up how deep the value is of payments that are on their way and have somebody listening. */
final class Depths {

    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Payments payments;
    private final Topics topics;
    private final Duration every;

    Depths(Payments payments, Topics topics, Duration every) {
        this.payments = payments;
        this.topics = topics;
        this.every = every;
    }

    /** Follows for as long as it is subscribed to. */
    Flux<Void> follow() {
        return Flux.interval(every).onBackpressureDrop().concatMap(_ -> lookUpAll(), 1);
    }

    private Mono<Void> lookUpAll() {
        return Flux.fromIterable(topics.all())
                .filter(Topic::deepens)
                .flatMap(this::lookUp, AT_ONCE)
                .then();
    }

    /** A depth that cannot be had is asked for again in the next round. */
    private Mono<Void> lookUp(Topic topic) {
        var head = topic.head();
        return head == null
                ? Mono.empty()
                : payments.progress(topic.payment())
                        .timeout(PATIENCE)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .doOnNext(depth -> topic.deepened(head.version(), depth.orElse(null)))
                        .onErrorComplete()
                        .then();
    }
}
