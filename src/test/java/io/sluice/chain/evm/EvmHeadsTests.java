package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.chain.nodes.HeadBoard;
import io.sluice.chain.nodes.NodeReport;
import io.sluice.chain.nodes.NodeState;
import io.sluice.chain.rpc.RpcNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class EvmHeadsTests {

    private static final String HASH = "0x" + "ab".repeat(32);
    private static final String HERE = "0x7a69";
    private static final String ELSEWHERE = "0x1";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HeadBoard board = new HeadBoard();

    @Test
    void servesTheHeadOfNodesOfThisChain() {
        heads(node("a", HERE), node("b", HERE), node("c", HERE))
                .served()
                .skipWhile(served -> served.head() == -1)
                .take(1)
                .as(StepVerifier::create)
                .assertNext(served -> {
                    assertThat(served.head()).isEqualTo(16);
                    assertThat(served.finalized()).isEqualTo(16);
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void servesNothingWhenAllNodesAreOfAnotherChain() {
        heads(node("a", ELSEWHERE), node("b", ELSEWHERE), node("c", ELSEWHERE))
                .served()
                .take(6)
                .as(StepVerifier::create)
                .thenConsumeWhile(served -> served.head() == -1)
                .verifyComplete();
    }

    @Test
    void showsHowEachNodeIsDoingForAsLongAsItListens() {
        var foreign = node("c", ELSEWHERE);
        var expected = List.of(NodeState.ALIVE, NodeState.ALIVE, NodeState.MISCONFIGURED);

        heads(node("a", HERE), node("b", HERE), foreign)
                .served()
                .takeUntil(_ -> states().equals(expected))
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(board.look(Networks.SANDBOX)).isEmpty();
        assertThat(foreign.health().isHeard()).isFalse();
    }

    @Test
    void asksANodeOfAnotherChainAgainUntilItIsOfThisOne() {
        var chain = new AtomicReference<>(ELSEWHERE);
        var changing = ScriptedNode.named("c", question -> answer(question, chain.get()));

        heads(node("a", HERE), node("b", HERE), changing)
                .served()
                .doOnNext(_ -> chain.set(nodes().size() < 3 ? ELSEWHERE : HERE))
                .takeUntil(_ -> nodes().size() == 3 && isAlive("c"))
                .as(StepVerifier::create)
                .thenConsumeWhile(_ -> true)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(changing.health().isHeard()).isTrue();
    }

    @Test
    void saysWhenNodesWereAskedNotWhenTheyAnswered() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var slow =
                ScriptedNode.named(
                        "a",
                        question -> {
                            var _ = now.updateAndGet(it -> it.plusSeconds(1));
                            return answer(question, HERE);
                        });

        heads(1, now::get, slow)
                .served()
                .map(served -> Objects.requireNonNull(served.agreed()))
                .take(1)
                .as(StepVerifier::create)
                .assertNext(tip -> {
                    assertThat(tip.height()).isEqualTo(16);
                    assertThat(tip.hash()).isEqualTo(HASH);
                    // Its chain, its first block and its name were asked for before.
                    assertThat(tip.asked()).isEqualTo(Instant.EPOCH.plusSeconds(3));
                })
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web3_clientVersion", "0x0", "safe", "finalized"})
    void servesTheHeadOfANodeThatNeverAnswersASideQuestion(String asked) {
        var hanging =
                ScriptedNode.named(
                        "a",
                        question ->
                                question.toString().contains('"' + asked + '"')
                                        ? ScriptedNode.NEVER
                                        : answer(question, HERE));

        StepVerifier.withVirtualTime(
                        () -> heads(1, InstantSource.system(), hanging).served().take(1))
                .thenAwait(Duration.ofSeconds(5))
                .assertNext(served -> assertThat(served.head()).isEqualTo(16))
                .verifyComplete();
    }

    @ParameterizedTest
    @CsvSource({"false, 10", "true, 60"})
    void asksANodeOfNoUseSeldomAndOneOfAnotherChainMoreSeldom(boolean foreign, int seconds) {
        var pulse = pulse(node("a", HERE), InstantSource.system());
        for (var i = 0; i < 20; i++) {
            pulse.doubt(true, foreign);
        }

        StepVerifier.withVirtualTime(() -> pulse.standings())
                .expectNextCount(1)
                .expectNoEvent(Duration.ofSeconds(seconds).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNextCount(1)
                .thenCancel()
                .verify();
    }

    private boolean isAlive(String node) {
        return nodes().stream()
                .anyMatch(it -> it.name().equals(node) && it.state() == NodeState.ALIVE);
    }

    private List<NodeState> states() {
        return nodes().stream().map(NodeReport::state).toList();
    }

    private List<NodeReport> nodes() {
        return board.look(Networks.SANDBOX).orElseThrow().nodes();
    }

    private EvmHeads heads(RpcNode... nodes) {
        return heads(nodes.length, InstantSource.system(), nodes);
    }

    private EvmHeads heads(int operators, InstantSource clock, RpcNode... nodes) {
        var pulses = List.of(nodes).stream().map(it -> pulse(it, clock)).toList();
        return new EvmHeads(network(operators), pulses, board);
    }

    private static Network network(int operators) {
        var urls = new URI[operators];
        for (var i = 0; i < operators; i++) {
            urls[i] = URI.create("http://127.0.0.1:" + (i + 1));
        }
        return Networks.sandbox(Networks.TOKEN, urls);
    }

    private static NodePulse pulse(RpcNode node, InstantSource clock) {
        return new NodePulse(
                node,
                Networks.SANDBOX,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                HeadHints.NONE,
                clock);
    }

    private static RpcNode node(String name, String chain) {
        return ScriptedNode.named(name, question -> answer(question, chain));
    }

    private static String answer(JsonNode question, String chain) {
        return switch (question.path("method").asString()) {
            case "eth_chainId" -> "\"" + chain + "\"";
            case "web3_clientVersion" -> "\"scripted/1.0\"";
            default -> block(question.path("params").path(0).asString());
        };
    }

    private static String block(String which) {
        var number = which.equals("0x0") ? which : "0x10";
        return "{\"number\":\"%s\",\"hash\":\"%s\",\"timestamp\":\"0x5\"}".formatted(number, HASH);
    }
}
