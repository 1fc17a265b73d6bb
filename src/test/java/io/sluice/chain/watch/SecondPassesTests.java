package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.platform.cluster.LeaseLost;
import io.sluice.platform.cluster.Leases;
import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The second pass goes on by itself, as long as its lease is held. */
class SecondPassesTests {

    private final Network network = Networks.unasked().require(Networks.SANDBOX);
    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();
    private final OneLease lease = new OneLease();
    private final SecondPasses seconds =
            new SecondPasses(
                    lease,
                    watching.cursors,
                    watching.blocks,
                    watching.passes,
                    watching.gaps,
                    watching.corrections(),
                    watching.audits,
                    watching.surplus(),
                    AssetsForTests.of(network),
                    watching.meters);

    @Test
    void goesOnByItselfUntilItHasReadWhatIsFinalAndStopsWithItsLease() {
        chain.overlook("missed");
        watching.watchAddress("0xours").as(StepVerifier::create).verifyComplete();
        followTo(1);
        chain.mine(List.of(ChainWatchTests.payment("missed", "0xours", 5)));
        followTo(13);
        var failed = new CopyOnWriteArrayList<Throwable>();
        var running = seconds.follow(network, new Hurried(chain)).subscribe(_ -> {}, failed::add);

        Eventually.holds(Duration.ofSeconds(10), () -> reached() == 5);
        assertThat(watching.transfers(List.of("0xours"))).hasSize(1);
        assertThat(lease.held).containsExactly("second-pass:eip155:31337");

        lease.lost = true;
        followTo(14);
        Eventually.holds(Duration.ofSeconds(10), () -> !failed.isEmpty());
        assertThat(failed.getFirst()).isInstanceOf(LeaseLost.class);
        assertThat(reached()).isEqualTo(5);
        running.dispose();
    }

    private void followTo(int height) {
        while (chain.height() < height) {
            chain.mine(List.of());
        }
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    private long reached() {
        return watching.passes.reached(Networks.SANDBOX).blockOptional().orElse(-1L);
    }

    /** Who is in a hurry is not asked: others go before the second pass. */
    private record Hurried(ChainReader unhurried) implements ChainReader {

        @Override
        public Flux<Served> served() {
            return Flux.error(new IllegalStateException());
        }

        @Override
        public Mono<String> agreedHash(long height) {
            return Mono.error(new IllegalStateException());
        }

        @Override
        public Mono<ReadBlock> read(long height, String hash) {
            return Mono.error(new IllegalStateException());
        }

        @Override
        public Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators) {
            return Mono.error(new IllegalStateException());
        }
    }

    /** Held by us until it is lost. */
    private static final class OneLease implements Leases {

        private final List<String> held = new CopyOnWriteArrayList<>();
        private volatile boolean lost;

        @Override
        public Mono<Long> acquire(String name, Duration duration) {
            return Mono.just(1L);
        }

        @Override
        public Mono<Boolean> renew(String name, long term, Duration duration) {
            return Mono.fromSupplier(() -> !lost);
        }

        @Override
        public Mono<Void> release(String name, long term) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> guard(String name, long term) {
            return Mono.defer(() -> lost ? Mono.error(new LeaseLost(name, term)) : Mono.empty());
        }

        @Override
        public Flux<Void> hold(String name, LongFunction<Publisher<Void>> job) {
            held.add(name);
            return Flux.from(job.apply(1));
        }
    }
}
