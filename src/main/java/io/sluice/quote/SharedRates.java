package io.sluice.quote;

import io.sluice.platform.cluster.Blackboard;
import io.sluice.platform.cluster.Bus;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Lets one replica ask for all. Nothing here ever fails: without Redis each replica has its turn,
 * hears of nobody, and asks for itself.
 */
final class SharedRates {

    private static final Logger LOG = LoggerFactory.getLogger(SharedRates.class);
    private static final String CHANNEL = "sluice:rates";
    private static final String LAST = "sluice:rates:last";
    private static final String TURN = "sluice:rates:turn";

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Bus bus;
    private final Blackboard blackboard;
    private final RoundSeal seal;
    private final Duration maxAge;

    /**
     * Speaks to nobody yet.
     *
     * @param maxAge for how long a round is left for replicas that start later
     */
    SharedRates(Bus bus, Blackboard blackboard, RoundSeal seal, Duration maxAge) {
        this.bus = bus;
        this.blackboard = blackboard;
        this.seal = seal;
        this.maxAge = maxAge;
    }

    /** Whether it is for us to ask, and for {@code lifetime} for nobody else. */
    Mono<Boolean> turn(Duration lifetime) {
        return blackboard.claim(TURN, lifetime).onErrorReturn(true);
    }

    /** Tells the others, now and when they start; not that nothing was agreed on. */
    Mono<Void> tell(SharedRound round) {
        if (round.agreed().isEmpty()) {
            return Mono.empty();
        }
        return Mono.fromCallable(() -> seal.sealed(round))
                .flatMap(it ->
                        Mono.when(
                                blackboard.write(LAST, it, maxAge).onErrorComplete(),
                                bus.publish(CHANNEL, it).onErrorComplete()));
    }

    /** Rounds of others and our own, the last one first. */
    Flux<SharedRound> rounds() {
        return bus.listen(CHANNEL)
                .concatMap(heard ->
                        switch (heard) {
                            case Bus.Heard.Message(var bytes) -> Mono.just(bytes);
                            case Bus.Heard.Gap _ -> blackboard.read(LAST).onErrorComplete();
                        })
                .flatMapIterable(it -> seal.opened(it).stream().toList())
                .doOnError(it -> LOG.error("Rounds of other replicas are not heard", it))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, AGAIN).maxBackoff(AGAIN.multipliedBy(10)));
    }
}
