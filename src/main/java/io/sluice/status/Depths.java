package io.sluice.status;

import io.sluice.payment.Payments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks up how deep the value is of payments that are on their way and have somebody listening: one
 * after the other and so many a round, because a depth is nice to know and a look-up takes the
 * database from those who have to know.
 */
final class Depths {

    static final int A_ROUND = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Payments payments;
    private final Topics topics;
    private final Duration every;
    private Iterator<Topic> turns = Collections.emptyIterator();
    private long round;

    Depths(Payments payments, Topics topics, Duration every) {
        this.payments = payments;
        this.topics = topics;
        this.every = every;
    }

    /** Follows for as long as it is subscribed to. */
    Flux<Void> follow() {
        return Flux.interval(every).onBackpressureDrop().concatMap(_ -> lookUpSome(), 1);
    }

    private Mono<Void> lookUpSome() {
        round++;
        return Flux.fromIterable(inTurn()).concatMap(this::lookUp, 1).take(PATIENCE).then();
    }

    /** The next in turn; who finds no place in this round comes first in the next one. */
    private List<Topic> inTurn() {
        if (!turns.hasNext()) {
            turns = topics.all().iterator();
        }
        var some = new ArrayList<Topic>();
        while (some.size() < A_ROUND && turns.hasNext()) {
            var topic = turns.next();
            if (topic.deepens(round)) {
                some.add(topic);
            }
        }
        return some;
    }

    /** A depth that cannot be had is asked for again in the next round. */
    private Mono<Void> lookUp(Topic topic) {
        var head = topic.head();
        return head == null
                ? Mono.empty()
                : Mono.defer(() -> payments.progress(topic.payment()))
                        .timeout(PATIENCE)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .doOnNext(
                                depth -> topic.deepened(head.version(), depth.orElse(null), round))
                        .onErrorComplete()
                        .then();
    }
}
