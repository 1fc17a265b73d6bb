package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.rpc.NodeHealth.State;
import io.sluice.platform.reactive.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class GateTests {

    private static final String HASH = "0x" + "1".repeat(64);

    private final TestNanos nanos = new TestNanos();
    private final Map<String, Mono<ClientResponse>> replies = new HashMap<>();
    private final Map<String, AtomicInteger> dialled = new ConcurrentHashMap<>();
    private final RpcNode a = node("a");
    private final RpcNode b = node("b");
    private final RpcNode c = node("c");
    private final Fanout fanout = new Fanout(List.of(a, b, c), 2, RpcNodesForTests.PATIENCE);

    @BeforeEach
    void leaveOneAway() {
        replies.put("c", Mono.error(new IllegalStateException("away")));
    }

    @Test
    void letsANodeRestThatFailsWhileAnotherCanBeAsked() {
        failOften();

        call(a).as(StepVerifier::create).verifyError(RpcFailure.Spared.class);

        assertThat(dialled("a")).hasValue(5);
        assertThat(a.health().now().state()).isEqualTo(State.DEGRADED);
    }

    @Test
    void lifeGoesOnForOtherKindsOfCalls() {
        replies.put("a", Mono.error(new IllegalStateException("dead")));
        for (var i = 0; i < 5; i++) {
            a.call("eth_getLogs", List.of(), String.class)
                    .as(StepVerifier::create)
                    .verifyError(RpcFailure.Unavailable.class);
        }

        replies.put("a", ok());
        call(a).as(StepVerifier::create).expectNextCount(1).verifyComplete();
        a.call("eth_getLogs", List.of(), String.class)
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Spared.class);
    }

    @Test
    void neverLetsTheLastNodeRest() {
        replies.put("a", Mono.error(new IllegalStateException("dead")));
        replies.put("b", Mono.error(new IllegalStateException("dead")));
        for (var i = 0; i < 10; i++) {
            call(a).as(StepVerifier::create).verifyError();
            call(b).as(StepVerifier::create).verifyError();
        }

        call(a).as(StepVerifier::create).verifyError(RpcFailure.Unavailable.class);
        call(b).as(StepVerifier::create).verifyError(RpcFailure.Unavailable.class);
        assertThat(b.health().now().state()).isEqualTo(State.DEGRADED);
    }

    @Test
    void asksANodeThatRestsAllTheSameWhenItsVoteIsNeeded() {
        failOften();
        replies.put("a", ok());
        replies.put("b", ok());

        agree().as(StepVerifier::create).expectNext("0x1").verifyComplete();

        assertThat(a.health().now().state()).isEqualTo(State.WELL);
    }

    @Test
    void asksANodeThatRestsTooWhenAllAreAsked() {
        failOften();
        replies.put("a", ok());
        replies.put("b", ok());

        fanout.everyone(this::call)
                .collectList()
                .map(Answer::values)
                .as(StepVerifier::create)
                .assertNext(values -> assertThat(values).containsExactly("0x1", "0x1"))
                .verifyComplete();
    }

    @Test
    void leavesANodeAloneThatIsAskedTooMuchAndAsksItAgainLater() {
        replies.put("a", status(HttpStatus.TOO_MANY_REQUESTS));
        replies.put("b", ok());

        agree().as(StepVerifier::create).verifyError(Undecided.class);
        assertThat(a.health().now().state()).isEqualTo(State.THROTTLED);

        replies.put("a", ok());
        nanos.pass(Duration.ofSeconds(5));
        StepVerifier.withVirtualTime(this::agree)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(1_999))
                .then(() -> assertThat(dialled("a")).hasValue(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("0x1")
                .verifyComplete();
        assertThat(a.health().now().state()).isEqualTo(State.WELL);
    }

    @Test
    void takesANodeThatRefusesOurKeyOutAndTriesItAgain() {
        replies.put("a", status(HttpStatus.UNAUTHORIZED));
        replies.put("b", ok());
        call(a).as(StepVerifier::create).verifyError(RpcFailure.Refused.class);
        assertThat(a.health().now().state()).isEqualTo(State.MISCONFIGURED);
        first().as(StepVerifier::create).expectNext("b").verifyComplete();

        replies.put("a", ok());
        nanos.pass(Duration.ofSeconds(31));

        first().as(StepVerifier::create).expectNext("a").verifyComplete();
        assertThat(a.health().isHeard()).isTrue();
    }

    @Test
    void doesNotForgiveWhatItDidNotFind() {
        var _ = a.health().misconfigured("it is of another chain");
        replies.put("a", ok());

        call(a).as(StepVerifier::create).expectNextCount(1).verifyComplete();
        nanos.pass(Duration.ofSeconds(31));

        assertThat(a.endpoint().gate().isAsked()).isFalse();
    }

    @Test
    void letsThoseWhoAskForTheSameBlockWaitForOneAnswerUnlessTheyVote() {
        replies.put("a", Mono.never());
        var voting = a.as(Manner.USUAL.voting());

        assertThat(dialledByTwo(call(a))).isEqualTo(2);
        assertThat(dialledByTwo(a.call("eth_getBlockByHash", List.of(HASH, true), String.class)))
                .isEqualTo(1);
        assertThat(
                        dialledByTwo(
                                voting.call(
                                        "eth_getBlockByHash", List.of(HASH, true), String.class)))
                .isEqualTo(2);
        assertThat(dialledByTwo(a.call("eth_getBlockByHash", List.of(HASH, true), String.class)))
                .isEqualTo(1);
    }

    /** How often the node is asked when two ask that at once, who then go away. */
    private int dialledByTwo(Mono<String> question) {
        var before = dialled("a").get();
        var during = new AtomicInteger();
        Mono.zip(question, question)
                .as(StepVerifier::create)
                .then(() -> during.set(dialled("a").get()))
                .thenCancel()
                .verify();
        return during.get() - before;
    }

    private void failOften() {
        replies.put("a", Mono.error(new IllegalStateException("dead")));
        for (var i = 0; i < 10; i++) {
            call(a).as(StepVerifier::create).verifyError();
        }
    }

    private Mono<String> first() {
        return fanout.first("head", 1, Set.of(), this::call).map(it -> it.source().name());
    }

    private Mono<String> agree() {
        return fanout.agree("head", 1, this::call).map(Agreed::value);
    }

    private Mono<String> call(RpcNode node) {
        return node.call("eth_blockNumber", List.of(), String.class);
    }

    private static Mono<ClientResponse> ok() {
        return status(HttpStatus.OK);
    }

    /** What the node says is filled in when the call is known. */
    private static Mono<ClientResponse> status(HttpStatus status) {
        return Mono.fromSupplier(
                () -> ClientResponse.create(status).header("Retry-After", "7").build());
    }

    private AtomicInteger dialled(String name) {
        return dialled.computeIfAbsent(name, _ -> new AtomicInteger());
    }

    private RpcNode node(String name) {
        return RpcNodesForTests.node(
                "http://127.0.0.1:1",
                name,
                name,
                nanos,
                _ -> {
                    var id = dialled(name).incrementAndGet();
                    return replies.getOrDefault(name, Mono.never())
                            .map(reply ->
                                    reply.mutate()
                                            .body("{\"id\":" + id + ",\"result\":\"0x1\"}")
                                            .build());
                });
    }
}
