package io.sluice.platform.cluster;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import io.sluice.platform.database.Database;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** What every keeper of leases promises to two replicas. */
public abstract class LeasesContract {

    protected abstract Database database();

    protected abstract Leases a();

    protected abstract Leases b();

    @Test
    void startsANewTermWhenItChangesHands() {
        a().acquire("watch", ZERO).as(StepVerifier::create).expectNext(1L).verifyComplete();
        b().acquire("watch", ofSeconds(30))
                .as(StepVerifier::create)
                .expectNext(2L)
                .verifyComplete();
        a().acquire("watch", ofSeconds(30)).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void startsANewTermForTheSameHolderToo() {
        a().acquire("watch", ZERO)
                .then(a().acquire("watch", ofSeconds(30)))
                .as(StepVerifier::create)
                .expectNext(2L)
                .verifyComplete();
    }

    @Test
    void renewsOnlyTheTermThatIsStillOurs() {
        a().acquire("watch", ZERO)
                .then(b().acquire("watch", ofSeconds(30)))
                .as(StepVerifier::create)
                .expectNext(2L)
                .verifyComplete();

        a().renew("watch", 1, ofSeconds(30))
                .as(StepVerifier::create)
                .expectNext(false)
                .verifyComplete();
        b().renew("watch", 2, ofSeconds(30))
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void canBeTakenAtOnceAfterItWasReleased() {
        a().acquire("watch", ofSeconds(30))
                .then(a().release("watch", 1))
                .then(b().acquire("watch", ofSeconds(30)))
                .as(StepVerifier::create)
                .expectNext(2L)
                .verifyComplete();
    }

    @Test
    void refusesAGuardedUnitWhoseTermIsOver() {
        a().acquire("watch", ZERO)
                .then(b().acquire("watch", ofSeconds(30)))
                .then(database().atomically(a().guard("watch", 1)))
                .as(StepVerifier::create)
                .verifyError(LeaseLost.class);
    }

    @Test
    void letsAGuardedUnitOfItsTermWrite() {
        a().acquire("watch", ofSeconds(30))
                .then(database().atomically(a().guard("watch", 1).thenReturn(true)))
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void cannotBeGivenBackUnderAGuardedUnit() {
        a().acquire("watch", ofSeconds(30))
                .as(StepVerifier::create)
                .expectNext(1L)
                .verifyComplete();

        a().guard("watch", 1)
                .then(Mono.defer(() -> isKeptWaiting(elsewhere(a().release("watch", 1)))))
                .as(database()::atomically)
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
    }

    /** Whether {@code other} cannot be done for now. */
    protected abstract Mono<Boolean> isKeptWaiting(Mono<?> other);

    private static <T> Mono<T> elsewhere(Mono<T> work) {
        return work.contextWrite(_ -> Context.empty());
    }
}
