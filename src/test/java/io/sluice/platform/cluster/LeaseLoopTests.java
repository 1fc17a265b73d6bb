package io.sluice.platform.cluster;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A job runs exactly while the lease is ours, as far as we can know. */
class LeaseLoopTests {

    private static final Duration LEASE = ofSeconds(3);

    private final ScriptedLeases leases = new ScriptedLeases();
    private final List<String> seen = new ArrayList<>();

    @Test
    void startsAJobThatFailedAgainInANewTerm() {
        loop(term -> Mono.error(new IllegalStateException("term " + term)))
                .thenAwait(ofSeconds(2))
                .thenCancel()
                .verify();

        assertThat(leases.released).startsWith(1L, 2L, 3L);
    }

    @Test
    void keepsTheJobGoingWhileTheLeaseIsRenewed() {
        loop(this::job).thenAwait(ofHours(1)).thenCancel().verify();

        assertThat(seen).containsExactly("begin 1", "stop 1");
        assertThat(leases.released).containsExactly(1L);
    }

    @Test
    void stopsTheJobWhenAnotherTermHasBegun() {
        loop(this::job)
                .thenAwait(ofSeconds(10))
                .then(() -> leases.renewal = Mono.just(false))
                .thenAwait(ofSeconds(1))
                .then(() -> assertThat(seen).startsWith("begin 1", "stop 1"))
                .thenAwait(ofSeconds(1))
                .thenCancel()
                .verify();

        assertThat(seen).startsWith("begin 1", "stop 1", "begin 2");
    }

    @Test
    void stopsTheJobWhenNobodySaysUntilItsEndThatTheLeaseIsOurs() {
        loop(this::job)
                .thenAwait(ofSeconds(10))
                .then(() -> leases.renewal = Mono.error(new IllegalStateException("away")))
                .thenAwait(LEASE.plusMillis(1))
                .then(() -> assertThat(seen).startsWith("begin 1", "stop 1"))
                .thenCancel()
                .verify();
    }

    @Test
    void forgivesARenewalThatIsAnsweredLate() {
        loop(this::job)
                .thenAwait(ofSeconds(10))
                .then(() -> leases.renewal = Mono.error(new IllegalStateException("away")))
                .thenAwait(ofSeconds(1))
                .then(() -> leases.renewal = Mono.just(true))
                .thenAwait(ofSeconds(60))
                .then(() -> assertThat(seen).containsExactly("begin 1"))
                .thenCancel()
                .verify();
    }

    private StepVerifier.FirstStep<Void> loop(LongFunction<Publisher<Void>> job) {
        return StepVerifier.withVirtualTime(
                () -> new LeaseLoop(leases, LEASE, InstantSource.system()).hold("job", job));
    }

    private Publisher<Void> job(long term) {
        return Mono.<Void>never()
                .doOnSubscribe(_ -> seen.add("begin " + term))
                .doOnCancel(() -> seen.add("stop " + term));
    }

    /** A lease that is always free, and renewed as the test says. */
    private static final class ScriptedLeases implements Leases {

        private final List<Long> released = new ArrayList<>();
        private Mono<Boolean> renewal = Mono.just(true);
        private long term;

        @Override
        public Mono<Long> acquire(String name, Duration duration) {
            return Mono.fromSupplier(() -> ++term);
        }

        @Override
        public Mono<Boolean> renew(String name, long renewed, Duration duration) {
            return renewal;
        }

        @Override
        public Mono<Void> release(String name, long over) {
            return Mono.fromRunnable(() -> released.add(over));
        }

        @Override
        public Mono<Void> guard(String name, long guarded) {
            return Mono.empty();
        }

        @Override
        public Flux<Void> hold(String name, LongFunction<Publisher<Void>> job) {
            return Flux.never();
        }
    }
}
