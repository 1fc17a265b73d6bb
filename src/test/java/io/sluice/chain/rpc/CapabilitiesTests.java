package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

/** What nodes cannot do is remembered, and they are asked for it no more than is needed. */
class CapabilitiesTests {

    private static final String TRACES = "debug_traceBlockByHash";
    private static final String NO_SUCH_METHOD =
            "{\"id\":%d,\"error\":{\"code\":-32601,\"message\":\"no such method\"}}";
    private static final String NO_SUCH_TAG =
            "{\"id\":%d,\"error\":{\"code\":-39001,\"message\":\"safe block not found\"}}";
    private static final String RESULT = "{\"id\":%d,\"result\":\"0x1\"}";

    private final TestNanos nanos = new TestNanos();
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> dialled = new ConcurrentHashMap<>();
    private HttpStatus status = HttpStatus.OK;
    private final RpcNode a = node("a");
    private final Fanout fanout =
            new Fanout(List.of(a, node("b"), node("c")), 2, RpcNodesForTests.PATIENCE);

    @BeforeEach
    void leaveOneUnable() {
        replies.put("a", NO_SUCH_METHOD);
    }

    @Test
    void asksANodeOnceForWhatItCannotDo() {
        for (var block = 0; block < 20; block++) {
            agree(block);
        }

        assertThat(dialled("a")).hasValue(1);
        assertThat(a.lacking()).containsExactly(TRACES);
    }

    @Test
    void asksItForOtherThingsAllTheSame() {
        agree(1);

        fanout.first("receipts", 1, Set.of("b", "c"), node -> call(node, "eth_getBlockReceipts"))
                .as(StepVerifier::create)
                .verifyError(Undecided.class);

        assertThat(dialled("a")).hasValue(2);
    }

    @Test
    void asksItAgainAfterAWhile() {
        agree(1);
        replies.put("a", RESULT);
        nanos.pass(Duration.ofMinutes(11));

        agree(2);

        assertThat(dialled("a")).hasValue(2);
        assertThat(a.lacking()).isEmpty();
    }

    @Test
    void asksItAgainOnceItIsAnotherVersion() {
        a.runs("node/1");
        agree(1);
        a.runs("node/1");
        assertThat(a.lacks(TRACES)).isTrue();

        a.runs("node/2");

        assertThat(a.lacks(TRACES)).isFalse();
    }

    @Test
    void asksAnUnableNodeWhileTooFewOthersAreAble() {
        replies.put("b", NO_SUCH_METHOD);
        undecided();
        undecided();
        assertThat(dialled("a")).hasValue(2);

        replies.put("a", RESULT);

        agree(3);
    }

    @Test
    void remembersNothingThatNoNodeSaid() {
        replies.put("a", "<html>not found</html>");
        status = HttpStatus.NOT_FOUND;

        undecided();

        assertThat(a.lacking()).isEmpty();
    }

    @Test
    void tellsATagApartFromTheMethod() {
        replies.put("a", NO_SUCH_TAG);

        a.call("eth_getBlockByNumber", List.of("safe", false), String.class)
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Refused.class);
        a.call("eth_getBlockByNumber", List.of("safe", false), String.class)
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Spared.class);

        assertThat(a.lacking()).containsExactly("eth_getBlockByNumber safe");
        assertThat(a.lacks("eth_getBlockByNumber")).isFalse();
    }

    @Test
    void neverStopsAskingForAHead() {
        for (var i = 0; i < 3; i++) {
            call(a, "eth_blockNumber").as(StepVerifier::create).verifyError();
        }

        assertThat(dialled("a")).hasValue(3);
        assertThat(a.lacking()).isEmpty();
    }

    private void agree(Object block) {
        fanout.agree(TRACES, block, node -> call(node, TRACES))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    private void undecided() {
        fanout.agree(TRACES, "", node -> call(node, TRACES))
                .as(StepVerifier::create)
                .verifyError(Undecided.class);
    }

    private static Mono<String> call(RpcNode node, String method) {
        return node.call(method, List.of("0x1"), String.class);
    }

    private AtomicInteger dialled(String name) {
        return dialled.computeIfAbsent(name, _ -> new AtomicInteger());
    }

    private RpcNode node(String name) {
        return RpcNodesForTests.node(
                "http://127.0.0.1:1", name, name, nanos, _ -> Mono.fromSupplier(() -> reply(name)));
    }

    private ClientResponse reply(String name) {
        var id = dialled(name).incrementAndGet();
        return ClientResponse.create(status)
                .body(replies.getOrDefault(name, RESULT).formatted(id))
                .build();
    }
}
