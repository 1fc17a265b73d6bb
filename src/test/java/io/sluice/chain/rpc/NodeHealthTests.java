package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.rpc.NodeHealth.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NodeHealthTests {

    private static final Mono<String> FORGED = Mono.error(new RpcFailure.Forged("another hash"));

    private final List<RpcNode> nodes = List.of(node("a"), node("b"), node("c"));
    private final Map<String, Mono<String>> words = new HashMap<>();
    private final List<Forgery> told = new ArrayList<>();
    private final Fanout fanout = new Fanout(nodes, 2, Duration.ofSeconds(5), told::add);

    @Test
    void isTheWorstThatIsKnownUntilThatIsLifted() {
        var health = new NodeHealth();

        assertThat(health.throttled("slow down")).isTrue();
        assertThat(health.degraded("fails often")).isTrue();
        assertThat(health.degraded("fails more often")).isFalse();
        assertThat(health.now()).isEqualTo(new NodeHealth.Reading(State.THROTTLED, "slow down"));
        assertThat(health.lift(State.THROTTLED)).isTrue();
        assertThat(health.now()).isEqualTo(new NodeHealth.Reading(State.DEGRADED, "fails often"));
        assertThat(health.isHeard()).isTrue();
        assertThat(health.lift(State.DEGRADED)).isTrue();
        assertThat(health.lift(State.DEGRADED)).isFalse();
        assertThat(health.now().state()).isEqualTo(State.WELL);
    }

    @Test
    void takesTheVoteOfANodeThatIsNotHeardAway() {
        words.putAll(
                Map.of("a", Mono.just("truth"), "b", Mono.just("lie"), "c", Mono.just("truth")));
        var _ = nodes.get(0).health().misconfigured("it is of another chain");

        agree().as(StepVerifier::create).verifyError(Undecided.class);

        var _ = nodes.get(0).health().lift(State.MISCONFIGURED);
        agree().as(StepVerifier::create).expectNext("truth").verifyComplete();
    }

    @Test
    void keepsANodeThatIsNotHeardFromBeingAsked() {
        words.putAll(Map.of("a", Mono.error(new AssertionError("asked")), "b", Mono.just("b")));
        var _ = nodes.get(0).health().quarantine("it lied");

        first().as(StepVerifier::create).expectNext("b").verifyComplete();
    }

    @Test
    void becomesQuarantinedForALieThatAnotherOperatorContradicts() {
        words.putAll(Map.of("a", FORGED, "b", Mono.just("truth"), "c", Mono.just("truth")));

        first().as(StepVerifier::create).expectNext("truth").verifyComplete();
        first().as(StepVerifier::create).expectNext("truth").verifyComplete();

        assertThat(nodes.get(0).health().now())
                .isEqualTo(new NodeHealth.Reading(State.QUARANTINED, "another hash"));
        assertThat(told)
                .singleElement()
                .satisfies(forgery -> {
                    assertThat(forgery.node().name()).isEqualTo("a");
                    assertThat(forgery.request()).isEqualTo("block 7");
                });
    }

    @Test
    void becomesQuarantinedForALieInAVote() {
        words.putAll(Map.of("a", FORGED, "b", Mono.just("truth"), "c", Mono.just("truth")));

        agree().as(StepVerifier::create).expectNext("truth").verifyComplete();

        assertThat(nodes.get(0).health().isHeard()).isFalse();
    }

    @Test
    void isHeardAllTheSameWhereTooFewOthersWouldBe() {
        words.putAll(Map.of("a", FORGED, "b", Mono.just("truth"), "c", Mono.just("truth")));
        var _ = nodes.get(2).health().misconfigured("no key");

        first().as(StepVerifier::create).expectNext("truth").verifyComplete();
        assertThat(nodes.get(0).health().isHeard()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void staysGoodWhereNobodysAnswerFits() {
        nodes.forEach(node -> words.put(node.name(), FORGED));

        first().as(StepVerifier::create).verifyError(Undecided.class);

        assertThat(nodes).allMatch(node -> node.health().isHeard());
        assertThat(told).isEmpty();
    }

    private Mono<String> agree() {
        return fanout.agree("block", 7, node -> words.getOrDefault(node.name(), Mono.empty()))
                .map(Agreed::value);
    }

    private Mono<String> first() {
        return fanout.first(
                        "block", 7, Set.of(), node -> words.getOrDefault(node.name(), Mono.empty()))
                .map(it -> it.value());
    }

    private static RpcNode node(String name) {
        return RpcNodesForTests.node(name, name, _ -> Mono.never());
    }
}
