package io.sluice.quote;

import static io.sluice.quote.RateRefresherTests.price;
import static io.sluice.quote.RateRefresherTests.source;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.FakeBus;
import io.sluice.platform.cluster.FakeBlackboard;
import io.sluice.platform.keys.TestKeys;
import io.sluice.platform.reactive.Answer;
import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Replicas in one virtual time, and the sources they ask. */
class RateRoundsTests {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private VirtualTimeScheduler time;
    private final InstantSource clock = () -> START.plusMillis(time.now(TimeUnit.MILLISECONDS));
    private final FakeBus bus = new FakeBus();
    private final FakeBlackboard blackboard = new FakeBlackboard(clock);
    private final RoundSeal seal = new RoundSeal(TestKeys.macs());
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Disposable> running = new ArrayList<>();

    @BeforeEach
    void stopTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void stop() {
        running.forEach(Disposable::dispose);
        VirtualTimeScheduler.reset();
    }

    @Test
    void restsBetweenRoundsAndAtMostAsLongAgainByChance() {
        var _ = replica(this::answer, 0.5);

        pass(Duration.ofMillis(14_999));
        assertThat(asked).hasValue(1);
        pass(Duration.ofMillis(1));
        assertThat(asked).hasValue(2);
    }

    @Test
    void goesOnWhenEverySourceFails() {
        var _ =
                replica(
                        () ->
                                Mono.error(
                                        new IllegalStateException(
                                                "broken " + asked.incrementAndGet())),
                        0);

        pass(PAUSE.multipliedBy(2));

        assertThat(asked).hasValue(3);
    }

    @Test
    void goesOnWhenARoundItselfBreaks() {
        var broken = new AtomicInteger(1);
        InstantSource failing =
                () -> {
                    if (broken.getAndDecrement() > 0) {
                        throw new IllegalStateException("a bug");
                    }
                    return clock.instant();
                };
        var board = replica(this::answer, 0, failing);

        pass(PAUSE);

        assertThat(board.rate(USDC_EUR, clock.instant()).stale()).isFalse();
    }

    @Test
    void asksOnceForAllReplicas() {
        var first = replica(this::answer, 0.3);
        var second = replica(this::answer, 0.7);
        var third = replica(this::answer, 0.1);

        pass(Duration.ofMinutes(2));

        assertThat(asked.get()).isBetween(10, 12);
        for (var board : List.of(first, second, third)) {
            assertThat(board.rate(USDC_EUR, clock.instant()).stale()).isFalse();
        }
    }

    @Test
    void tellsAReplicaThatStartsLater() {
        var _ = replica(this::answer, 0);
        pass(Duration.ofSeconds(1));

        var late = replica(this::answer, 0);

        assertThat(late.rate(USDC_EUR, clock.instant()).snapshot().value())
                .isEqualByComparingTo("0.92");
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksForItselfWhenRedisIsAway() {
        bus.away = true;
        blackboard.goAway();
        var _ = replica(this::answer, 0);
        var _ = replica(this::answer, 0);

        pass(PAUSE);

        assertThat(asked).hasValue(4);
    }

    @Test
    void takesOverWhenTheReplicaWhoseTurnItIsDies() {
        var _ = replica(Mono::never, 0);
        running.removeFirst().dispose();
        var other = replica(this::answer, 0);

        pass(Duration.ofSeconds(7));

        assertThat(other.rate(USDC_EUR, clock.instant()).stale()).isFalse();
    }

    /** Such as one that has lost its way to the venues. */
    @Test
    void doesNotDoWithLessThanItHeardItself() {
        var sound = replica(this::answer, 0.5);
        pass(Duration.ofSeconds(1));
        var _ = replica(() -> Mono.error(new IllegalStateException("no way out")), 0);

        pass(Duration.ofMinutes(10));

        assertThat(sound.rate(USDC_EUR, clock.instant()).stale()).isFalse();
    }

    /** Whoever can write to Redis must not be able to keep everybody from asking. */
    @Test
    void asksWhenNobodyDoesThoughTheTurnIsTaken() {
        var board = replica(this::answer, 0);
        pass(Duration.ofSeconds(1));
        blackboard.write("sluice:rates:turn", new byte[0], Duration.ofDays(1)).block();

        pass(Duration.ofMinutes(3));

        assertThat(asked.get()).isGreaterThan(3);
        assertThat(board.rate(USDC_EUR, clock.instant()).snapshot().at())
                .isAfter(clock.instant().minusSeconds(60));
    }

    /** A replica that has just started has nothing to compare a jump with; others have. */
    @Test
    void isNotMovedByTheFirstRoundOfAnotherReplica() {
        var sound = replica(this::answer, 0.9);
        pass(Duration.ofSeconds(1));
        var round =
                SharedRound.of(
                        List.of(new Agreed(snapshot("9", clock.instant()))), clock.instant());

        bus.publish("sluice:rates", seal.sealed(round)).block();

        assertThat(sound.rate(USDC_EUR, clock.instant()).snapshot().value())
                .isEqualByComparingTo("0.92");
    }

    private Mono<List<Answer<Listing, Ticker>>> answer() {
        asked.incrementAndGet();
        return price("0.92");
    }

    private Board replica(Supplier<Mono<List<Answer<Listing, Ticker>>>> answer, double jitter) {
        return replica(answer, jitter, clock);
    }

    private Board replica(
            Supplier<Mono<List<Answer<Listing, Ticker>>>> answer,
            double jitter,
            InstantSource refreshing) {
        var board = new Board(Duration.ofMinutes(5), List.of(USDC_EUR), Pegs.NONE, clock);
        var sources = List.of(source("kraken", answer), source("binance", () -> price("0.921")));
        var rounds =
                new RateRounds(
                        RateRefresherTests.refresher(sources, refreshing),
                        new SharedRates(bus, blackboard, seal, Duration.ofMinutes(5)),
                        new RatePosting(board, new RateLog(Map.of())),
                        new RateLog(Map.of()),
                        clock,
                        PAUSE,
                        () -> jitter);
        running.add(rounds.agreements().subscribe());
        return board;
    }

    private void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }
}
