package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(30)
class HedgingTests {

    private static final Duration SOME_TIME = Duration.ofMillis(250);

    private final TestNanos nanos = new TestNanos();
    private final Map<String, Mono<String>> words = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Fanout fanout = fanout("a", "b", "c", "d");

    @Test
    void asksANextNodeWhenTheFirstIsSlowAndCancelsTheLoser() {
        var cut = new AtomicInteger();
        words.put("a", Mono.<String>never().doOnCancel(cut::incrementAndGet));
        words.put("b", Mono.just("b"));

        StepVerifier.withVirtualTime(this::first)
                .expectSubscription()
                .expectNoEvent(SOME_TIME.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("b")
                .verifyComplete();

        assertThat(cut).hasValue(1);
    }

    @Test
    void hedgesAfterTheTimeThatAnswersUsuallyTake() {
        words.put("a", Mono.delay(Duration.ofMillis(40)).thenReturn("a"));
        for (var i = 0; i < 8; i++) {
            StepVerifier.withVirtualTime(this::first)
                    .thenAwait(Duration.ofMillis(40))
                    .expectNext("a")
                    .verifyComplete();
        }
        words.put("a", Mono.never());
        words.put("b", Mono.just("b"));

        StepVerifier.withVirtualTime(this::first)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(39))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("b")
                .verifyComplete();
    }

    @Test
    void movesOnAtOnceWhenANodeFails() {
        words.put("a", Mono.error(new RpcFailure.Unavailable("down", null)));
        words.put("b", Mono.empty());
        words.put("c", Mono.error(new IllegalStateException("does not decode")));
        words.put("d", Mono.just("d"));

        StepVerifier.withVirtualTime(this::first).expectNext("d").verifyComplete();
    }

    @Test
    void asksNoMoreThanTwoMoreForBeingSlowAndTheRestWhenTheyHang() {
        Stream.of("a", "b", "c").forEach(each -> words.put(each, Mono.never()));
        words.put("d", Mono.just("d"));

        StepVerifier.withVirtualTime(this::first)
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(1))
                .then(() -> assertThat(asked).containsExactly("a", "b", "c"))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext("d")
                .verifyComplete();
    }

    @Test
    void spendsATenthOfTheCallsOnHedges() {
        var budget = new HedgeBudget();
        while (budget.take()) {
            assertThat(asked).hasSizeLessThan(20);
            asked.add("the first ones");
        }

        var taken = 0;
        for (var i = 0; i < 200; i++) {
            budget.called();
            taken += budget.take() ? 1 : 0;
        }

        assertThat(taken).isEqualTo(20);
    }

    @Test
    void doesNotWaitForHedgesWhenANodeHangs() {
        words.put("a", Mono.never());
        words.put("b", Mono.just("b"));

        StepVerifier.withVirtualTime(() -> Flux.range(0, 50).flatMap(_ -> first(), 50))
                .thenAwait(SOME_TIME.plusSeconds(1))
                .expectNextCount(50)
                .verifyComplete();
    }

    @Test
    void letsNoNodeWinThatHasNothing() {
        words.put("a", Mono.error(new RpcFailure.Missing("pruned")));
        words.put("b", Mono.delay(Duration.ofMillis(100)).thenReturn("b"));

        StepVerifier.withVirtualTime(this::first)
                .thenAwait(Duration.ofMillis(100))
                .expectNext("b")
                .verifyComplete();
    }

    @Test
    void isUndecidedWhereNobodyHasAnything() {
        first().as(StepVerifier::create).verifyError(Undecided.class);
    }

    @Test
    void takesWhatAContractSaidForTheAnswer() {
        words.put("a", Mono.error(new RpcFailure.Refused("reverted", 3)));

        first().as(StepVerifier::create).verifyError(RpcFailure.Refused.class);

        assertThat(asked).containsExactly("a");
    }

    @Test
    void asksABetterNodeFirstAndNoticesWhenAnotherHasRecovered() {
        words.put("a", Mono.error(new RpcFailure.Unavailable("down", null)));
        words.put("b", Mono.just("b"));
        for (var i = 0; i < 20; i++) {
            first().as(StepVerifier::create).expectNext("b").verifyComplete();
        }
        assertThat(asked.stream().filter("a"::equals)).hasSize(1);

        words.put("a", Mono.just("a"));
        for (var i = 0; i < 200; i++) {
            nanos.pass(SOME_TIME);
            first().as(StepVerifier::create).expectNextCount(1).verifyComplete();
        }
        assertThat(asked.stream().filter("a"::equals)).hasSizeBetween(3, 20);
    }

    @Test
    void asksOnlyAsManyAsCouldBeEnoughForAVote() {
        Stream.of("a", "b", "c", "d").forEach(each -> words.put(each, Mono.just("truth")));

        agree().as(StepVerifier::create).expectNext("truth").verifyComplete();

        assertThat(asked).containsExactly("a", "b", "c");
    }

    @Test
    void doesNotWaitForAHangingNodeInEveryVote() {
        Stream.of("b", "c", "d").forEach(each -> words.put(each, Mono.just("truth")));
        words.put("a", Mono.never());

        StepVerifier.withVirtualTime(this::agree)
                .thenAwait(SOME_TIME)
                .expectNext("truth")
                .verifyComplete();
        for (var i = 0; i < 12; i++) {
            agree().as(StepVerifier::create).expectNext("truth").verifyComplete();
        }

        assertThat(asked.stream().filter("a"::equals)).hasSize(1);
    }

    @Test
    void doesNotLetALiarDelayEveryVote() {
        Stream.of("b", "c", "d").forEach(each -> words.put(each, Mono.just("truth")));
        words.put("a", Mono.just("lie"));

        for (var i = 0; i < 12; i++) {
            agree().as(StepVerifier::create).expectNext("truth").verifyComplete();
        }

        assertThat(asked.stream().filter("a"::equals)).hasSize(1);
    }

    private Mono<String> first() {
        return fanout.first("block", 7, Set.of(), this::ask).map(it -> it.value());
    }

    private Mono<String> agree() {
        return fanout.agree("hash", 7, this::ask).map(Agreed::value);
    }

    private Mono<String> ask(RpcNode node) {
        asked.add(node.name());
        return words.getOrDefault(node.name(), Mono.empty());
    }

    private Fanout fanout(String... names) {
        var nodes = Stream.of(names).map(this::node).toList();
        return new Fanout(nodes, names.length / 2 + 1, RpcNodesForTests.PATIENCE);
    }

    private RpcNode node(String name) {
        return RpcNodesForTests.node("http://127.0.0.1:1", name, name, nanos, _ -> Mono.never());
    }
}
