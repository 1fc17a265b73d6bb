package io.sluice.platform.cluster;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.platform.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** One replica at a time does a job, and a term that is over cannot write any more. */
class PostgresLeasesTests extends LeasesContract {

    private static final Duration PATIENCE = ofSeconds(10);

    private final Database database = TestDatabase.fresh().database();
    private final Leases a =
            new PostgresLeases(database, "a", ofMillis(500), InstantSource.system());
    private final Leases b =
            new PostgresLeases(database, "b", ofMillis(500), InstantSource.system());

    @Override
    protected Database database() {
        return database;
    }

    @Override
    protected Leases a() {
        return a;
    }

    @Override
    protected Leases b() {
        return b;
    }

    @Override
    protected Mono<Boolean> isKeptWaiting(Mono<?> other) {
        return other.thenReturn(false).timeout(ofMillis(300), Mono.just(true));
    }

    @Test
    void letsNoOtherTermBeginBeforeAGuardedUnitHasEnded() {
        a.acquire("watch", ofMillis(300)).as(StepVerifier::create).expectNext(1L).verifyComplete();
        var ended = new AtomicInteger();
        var guarded =
                database.atomically(
                        a.guard("watch", 1)
                                .then(database.sql("SELECT pg_sleep(1)").update())
                                .doOnNext(_ -> ended.incrementAndGet()));
        var successor =
                b.acquire("watch", ofSeconds(30))
                        .map(_ -> ended.get())
                        .repeatWhenEmpty(it -> it.delayElements(ofMillis(50)));

        Mono.zip(guarded, Mono.delay(ofMillis(150)).then(successor))
                .as(StepVerifier::create)
                .assertNext(both -> assertThat(both.getT2()).isEqualTo(1))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void handsAJobOverWhenItsReplicaLeaves() {
        var working = Sinks.many().replay().<String>all();
        var first = a.hold("job", term -> working(working, "a", term)).subscribe();
        working.asFlux().next().as(StepVerifier::create).expectNext("a 1").verifyComplete();

        var second = b.hold("job", term -> working(working, "b", term)).subscribe();

        working.asFlux()
                .skip(1)
                .next()
                .as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(ofSeconds(1))
                .then(first::dispose)
                .expectNext("b 2")
                .expectComplete()
                .verify(PATIENCE);
        second.dispose();
    }

    private static Mono<Void> working(Sinks.Many<String> working, String who, long term) {
        return Mono.fromRunnable(() -> working.tryEmitNext(who + ' ' + term).orThrow())
                .then(Mono.never());
    }
}
