package io.sluice.quote;

import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.Agreement.Agreed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps rates fresh before anyone asks for them: some replica has a round at least once in twice
 * the pause, and all of them post it.
 */
final class RateRounds {

    /** A replica that dies in its round holds up nobody for longer. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private static final Duration FUTURE = Duration.ofSeconds(5);

    private final RateRefresher refresher;
    private final SharedRates shared;
    private final RatePosting posting;
    private final RateLog log;
    private final InstantSource clock;
    private final Duration pause;
    private final DoubleSupplier jitter;
    private final AtomicReference<Newest> newest = new AtomicReference<>(Newest.NONE);

    RateRounds(
            RateRefresher refresher,
            SharedRates shared,
            RatePosting posting,
            RateLog log,
            InstantSource clock,
            Duration pause,
            DoubleSupplier jitter) {
        this.refresher = refresher;
        this.shared = shared;
        this.posting = posting;
        this.log = log;
        this.clock = clock;
        this.pause = pause;
        this.jitter = jitter;
    }

    /**
     * The last round that was posted here.
     *
     * @param decided how many pairs our own last round decided: others' may not do with fewer
     */
    private record Newest(Instant at, int decided) {
        static final Newest NONE = new Newest(Instant.EPOCH, 0);
    }

    /** What is posted, for ever, whatever goes wrong in a round. */
    Flux<Agreement> agreements() {
        return Flux.merge(shared.rounds().concatMapIterable(this::heard), own());
    }

    private Flux<Agreement> own() {
        return Flux.defer(this::round)
                .doOnError(log::failed)
                .onErrorComplete()
                .concatWith(Mono.defer(this::rest))
                .repeat();
    }

    private Flux<Agreement> round() {
        if (!isDue()) {
            return Flux.empty();
        }
        return isOverdue() ? ask() : shared.turn(turn()).filter(it -> it).flatMapMany(_ -> ask());
    }

    private Flux<Agreement> ask() {
        return refresher
                .round()
                .collectList()
                .delayUntil(it -> shared.tell(asked(it)))
                .flatMapIterable(posting::post);
    }

    private SharedRound asked(List<Agreement> agreements) {
        var round = SharedRound.of(agreements, clock.instant());
        newest.set(new Newest(round.at(), round.agreed().size()));
        return round;
    }

    /** Posts what another replica heard, unless we know better. Ends nothing by failing. */
    private List<Agreement> heard(SharedRound round) {
        try {
            var wanted = wanted(round).toList();
            return wanted.isEmpty() ? wanted : posting.post(wanted);
        } catch (RuntimeException broken) {
            log.failed(broken);
            return List.of();
        }
    }

    private Stream<Agreement> wanted(SharedRound round) {
        var known = newest.get();
        var isNews = round.at().isAfter(known.at()) && !round.agreed().isEmpty();
        if (!isNews || round.at().isAfter(clock.instant().plus(FUTURE))) {
            return Stream.of();
        }
        var agreed = round.agreed().stream().<Agreement>map(Agreed::new);
        if (round.agreed().size() < known.decided()) {
            return agreed;
        }
        newest.set(new Newest(round.at(), known.decided()));
        return Stream.concat(agreed, round.undecided().stream());
    }

    /** Whoever has the turn has had it for too long, or only says so. */
    private boolean isOverdue() {
        var last = newest.get().at();
        return clock.instant().isAfter(last.plus(pause.multipliedBy(2)).plus(LONGEST_TURN));
    }

    private boolean isDue() {
        return !clock.instant().isBefore(newest.get().at().plus(pause));
    }

    /** Replicas that started together drift apart, so that no venue hears all of them at once. */
    private Mono<Agreement> rest() {
        var extra = (long) (pause.toMillis() * jitter.getAsDouble());
        var next = newest.get().at().plus(pause).plusMillis(extra);
        var left = Duration.between(clock.instant(), next);
        var shortest = pause.dividedBy(10);
        return Mono.delay(left.compareTo(shortest) > 0 ? left : shortest).then(Mono.empty());
    }

    private Duration turn() {
        return pause.compareTo(LONGEST_TURN) < 0 ? pause : LONGEST_TURN;
    }
}
