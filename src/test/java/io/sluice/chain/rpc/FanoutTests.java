package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FanoutTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Mono<String>> words = new HashMap<>();

    @Test
    void believesWhatEnoughOperatorsSayAndWaitsForNobodyElse() {
        var cut = new AtomicInteger();
        words.put("a", Mono.just("truth"));
        words.put("b", Mono.<String>never().doOnCancel(cut::incrementAndGet));
        words.put("c", Mono.just("truth"));

        ask(2, "a", "b", "c")
                .as(StepVerifier::create)
                .expectNext("truth")
                .expectComplete()
                .verify(Duration.ofSeconds(4));

        Eventually.holds(PATIENCE, () -> cut.get() == 1);
    }

    @Test
    void isNotTakenInByALiarOrAFailureInAnyPosition() {
        for (var position : List.of("a", "b", "c")) {
            for (var word :
                    List.of(Mono.just("lie"), Mono.<String>error(new RpcFailure.Missing("?")))) {
                List.of("a", "b", "c").forEach(each -> words.put(each, Mono.just("truth")));
                words.put(position, word);

                ask(2, "a", "b", "c").as(StepVerifier::create).expectNext("truth").verifyComplete();
            }
        }
    }

    @Test
    void isUndecidedWhenOperatorsDisagree() {
        words.put("a", Mono.just("one"));
        words.put("b", Mono.just("two"));

        ask(2, "a", "b").as(StepVerifier::create).verifyError(Undecided.class);
    }

    @Test
    void isUndecidedWhenTooFewAnswerInTime() {
        words.put("a", Mono.just("truth"));
        words.put("b", Mono.never());
        words.put("c", Mono.never());

        StepVerifier.withVirtualTime(() -> ask(2, "a", "b", "c"))
                .thenAwait(PATIENCE)
                .verifyError(Undecided.class);
    }

    @Test
    void countsTwoNodesOfOneOperatorOnce() {
        words.put("liar 1", Mono.just("lie"));
        words.put("liar 2", Mono.just("lie"));
        words.put("b", Mono.just("truth"));
        words.put("c", Mono.just("truth"));

        ask(2, "liar 1", "liar 2", "b", "c")
                .as(StepVerifier::create)
                .expectNext("truth")
                .verifyComplete();
    }

    @Test
    void letsTheSecondNodeOfAnOperatorSpeakWhenTheFirstFails() {
        words.put("liar 1", Mono.error(new RpcFailure.Missing("?")));
        words.put("liar 2", Mono.just("truth"));
        words.put("b", Mono.just("truth"));

        ask(2, "liar 1", "liar 2", "b")
                .as(StepVerifier::create)
                .expectNext("truth")
                .verifyComplete();
    }

    @RepeatedTest(100)
    void neverHasTwoWinnersInWhateverOrderVotesCome(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var operators = 1 + random.nextInt(6);
        var cast = new ArrayList<Map.Entry<String, String>>();
        for (var i = 0; i < 12; i++) {
            cast.add(Map.entry("o" + random.nextInt(operators), "v" + random.nextInt(3)));
        }
        Collections.shuffle(cast, random);

        var votes = Votes.<String>none();
        var winners = new ArrayList<String>();
        for (var vote : cast) {
            votes = votes.cast(vote.getKey(), vote.getValue());
            votes.winner(operators / 2 + 1).ifPresent(winners::add);
        }

        assertThat(winners.stream().distinct()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void namesAnOperatorThatKeepsLyingAboutOneThingOnce() {
        var nodes = nodes(2, "a", "b", "c");
        try (var log = LogLines.of(Contradictions.class)) {
            for (var height = 0; height < 3; height++) {
                say("truth", "truth", "truth");
                ask(nodes, "hash", height)
                        .as(StepVerifier::create)
                        .expectNextCount(1)
                        .verifyComplete();
                say("lie", "truth", "truth");
                ask(nodes, "block", height)
                        .as(StepVerifier::create)
                        .expectNext("truth")
                        .verifyComplete();
            }

            assertThat(log.levels()).containsExactly(Level.WARN);
        }
    }

    private void say(String a, String b, String c) {
        words.putAll(Map.of("a", Mono.just(a), "b", Mono.just(b), "c", Mono.just(c)));
    }

    private Mono<String> ask(int needed, String... names) {
        return ask(nodes(needed, names), "question", 1);
    }

    private Mono<String> ask(Fanout nodes, String kind, int which) {
        return nodes.agree(kind, which, node -> words.getOrDefault(node.name(), Mono.empty()))
                .map(Agreed::value);
    }

    private static Fanout nodes(int needed, String... names) {
        return new Fanout(
                List.of(names).stream().map(FanoutTests::node).toList(), needed, PATIENCE);
    }

    private static RpcNode node(String name) {
        return RpcNodesForTests.node(name, name.split(" ", 2)[0], _ -> Mono.never());
    }
}
