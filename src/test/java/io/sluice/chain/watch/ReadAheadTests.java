package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.rpc.Undecided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ReadAheadTests {

    private final Map<Long, Sinks.One<ReadBlock>> asked = new TreeMap<>();
    private final List<Long> dropped = new ArrayList<>();
    private final List<Long> waiting = new ArrayList<>();
    private final ReadAhead ahead = new ReadAhead(new Asked(false), 3);

    @Test
    void readsSomeBlocksAtOnceAndGivesThemInOrder() {
        heights(ahead.read(5, 9))
                .as(it -> StepVerifier.create(it, 0))
                .thenRequest(1)
                .then(() -> assertThat(asked).containsOnlyKeys(5L, 6L, 7L))
                .then(() -> answer(7, 6))
                .then(() -> assertThat(asked).hasSize(3))
                .then(() -> answer(5))
                .expectNext(5L)
                .then(() -> assertThat(asked).containsOnlyKeys(5L, 6L, 7L, 8L))
                .thenRequest(9)
                .expectNext(6L, 7L)
                .then(() -> answer(9, 8))
                .expectNext(8L, 9L)
                .verifyComplete();
    }

    @Test
    void tellsInItsPlaceThatABlockWasNotRead() {
        ahead.read(5, 7)
                .map(Signal::isOnNext)
                .as(StepVerifier::create)
                .then(() -> answer(7))
                .then(() -> asked(6).tryEmitError(new Undecided("6")).orThrow())
                .then(() -> answer(5))
                .expectNext(true, false, true)
                .verifyComplete();
    }

    @Test
    void stopsReadingWhenNobodyWantsMore() {
        heights(ahead.read(5, 100))
                .as(StepVerifier::create)
                .then(() -> answer(5))
                .expectNext(5L)
                .thenCancel()
                .verify();

        assertThat(asked).hasSizeLessThan(5);
        assertThat(dropped).contains(6L, 7L);
    }

    @Test
    void letsOthersGoBeforeWhatIsFarBelowTheHead() {
        heights(ahead.read(1, 1000))
                .as(StepVerifier::create)
                .then(() -> answer(1))
                .expectNext(1L)
                .thenCancel()
                .verify();
        heights(ahead.read(900, 1000))
                .as(StepVerifier::create)
                .then(() -> answer(900))
                .expectNext(900L)
                .thenCancel()
                .verify();

        assertThat(waiting).contains(1L).doesNotContain(900L);
    }

    @Test
    void readsNothingWhereNothingIsAhead() {
        ahead.read(5, 4).as(StepVerifier::create).verifyComplete();

        assertThat(asked).isEmpty();
    }

    private Sinks.One<ReadBlock> asked(long height) {
        return Objects.requireNonNull(asked.get(height));
    }

    private void answer(long... heights) {
        for (var height : heights) {
            var block = new Block(height, "0x" + height, Instant.EPOCH);
            var read = new ReadBlock(block, "0x" + (height - 1), List.of(), List.of());
            asked(height).tryEmitValue(read).orThrow();
        }
    }

    private static Flux<Long> heights(Flux<Signal<ReadBlock>> reads) {
        return reads.<ReadBlock>dematerialize().map(it -> it.block().height());
    }

    /** Answers when it is told to. */
    private final class Asked implements ChainReader {

        private final boolean waits;

        Asked(boolean waits) {
            this.waits = waits;
        }

        @Override
        public ChainReader unhurried() {
            return new Asked(true);
        }

        @Override
        public Flux<Served> served() {
            return Flux.empty();
        }

        @Override
        public Mono<String> agreedHash(long height) {
            if (waits) {
                waiting.add(height);
            }
            return Mono.just("0x" + height);
        }

        @Override
        public Mono<ReadBlock> read(long height, String hash) {
            return Mono.defer(() -> asked.computeIfAbsent(height, _ -> Sinks.one()).asMono())
                    .doOnCancel(() -> dropped.add(height));
        }

        @Override
        public Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators) {
            return read(height, hash);
        }
    }
}
