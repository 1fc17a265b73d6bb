package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.rpc.NodeHealth.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RefusalTests {

    private static final String HEAD = "eth_blockNumber";

    private final TestNanos nanos = new TestNanos();
    private final Map<String, HttpStatus> replies = new ConcurrentHashMap<>();
    private final Map<String, Long> ids = new ConcurrentHashMap<>();
    private final RpcNode a = node("a");
    private final RpcNode b = node("b");
    private final RpcNode c = node("c");

    RefusalTests() {
        var _ = new Fanout(List.of(a, b, c), 2, RpcNodesForTests.PATIENCE);
    }

    @Test
    void takesANodeOutOfWhatItRefusesAndOfNothingElse() {
        replies.put("a", HttpStatus.FORBIDDEN);
        fails(a, "eth_getBlockReceipts", RpcFailure.Refused.class);
        replies.put("a", HttpStatus.OK);

        answers(a, HEAD);
        answers(a, "eth_getBlockByHash");
        fails(a, "eth_getBlockReceipts", RpcFailure.Spared.class);

        assertThat(a.health().now().state()).isEqualTo(State.DEGRADED);
        nanos.pass(Duration.ofSeconds(31));
        answers(a, "eth_getBlockReceipts");
        assertThat(a.health().now().state()).isEqualTo(State.WELL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_sendRawTransaction", "web3_clientVersion", "trace_block"})
    void holdsNoRefusalOfWhatIsOfNoConsequenceAgainstANode(String method) {
        replies.put("a", HttpStatus.PAYMENT_REQUIRED);
        fails(a, method, RpcFailure.Refused.class);
        fails(a, method, RpcFailure.Refused.class);

        assertThat(a.health().now()).isEqualTo(NodeHealth.WELL);
    }

    @Test
    void hearsANodeAgainThatTellsItsHeadWhateverElseWasFound() {
        replies.put("a", HttpStatus.UNAUTHORIZED);
        fails(a, HEAD, RpcFailure.Refused.class);
        var _ = a.health().misconfigured("it is of another chain");
        fails(a, "eth_chainId", RpcFailure.Refused.class);

        replies.put("a", HttpStatus.OK);
        answers(a, "eth_getBlockByHash");
        assertThat(a.health().isHeard()).isFalse();
        answers(a, HEAD);

        assertThat(a.health().now()).isEqualTo(NodeHealth.WELL);
    }

    @Test
    void asksANodeThatRestsWhenTooFewOthersAreUsable() {
        replies.put("a", HttpStatus.BAD_GATEWAY);
        failsOften(a);
        fails(a, HEAD, RpcFailure.Spared.class);
        fails(a.insisting(), HEAD, RpcFailure.Unavailable.class);

        replies.put("b", HttpStatus.TOO_MANY_REQUESTS);
        fails(b, HEAD, RpcFailure.Refused.class);

        fails(a, HEAD, RpcFailure.Unavailable.class);
    }

    @Test
    void triesANodeNowAndThenThatWantsToBeLeftAloneWhileTooFewOthersAreLeft() {
        replies.put("a", HttpStatus.TOO_MANY_REQUESTS);
        replies.put("b", HttpStatus.TOO_MANY_REQUESTS);
        fails(a, HEAD, RpcFailure.Refused.class);
        nanos.pass(Duration.ofSeconds(4));
        fails(a, HEAD, RpcFailure.Spared.class);

        fails(b, HEAD, RpcFailure.Refused.class);
        fails(a.as(new Manner(Priority.BACKFILL, true, true)), HEAD, RpcFailure.Spared.class);
        fails(a, HEAD, RpcFailure.Refused.class);
        fails(a, HEAD, RpcFailure.Spared.class);
        nanos.pass(Duration.ofSeconds(4));
        replies.put("a", HttpStatus.OK);

        answers(a, HEAD);
        assertThat(a.health().now()).isEqualTo(NodeHealth.WELL);
    }

    @ParameterizedTest
    @CsvSource({"404", "410", "301", "400"})
    void takesAnErrorWithoutAWordForANodeThatIsNotThere(int status) {
        replies.put("a", HttpStatus.valueOf(status));

        fails(a, HEAD, RpcFailure.Unavailable.class);
    }

    @Test
    void takesWhatAContractSaysForAnAnswerOnlyWhereOneWasAsked() {
        var says = "{\"code\":3,\"message\":\"execution reverted\"}";

        assertThat(consequence("eth_call", says)).isEqualTo(Consequence.ANSWERED);
        assertThat(consequence("eth_getBlockReceipts", says)).isEqualTo(Consequence.ELSEWHERE);
    }

    private static RpcNode refusing(String error) {
        return RpcNodesForTests.node(
                "a",
                "a",
                _ ->
                        Mono.just(
                                ClientResponse.create(HttpStatus.OK)
                                        .body("{\"id\":1,\"error\":" + error + "}")
                                        .build()));
    }

    private static Consequence consequence(String method, String error) {
        var failure = new AtomicReference<Throwable>();
        refusing(error)
                .call(method, List.of(), String.class)
                .as(StepVerifier::create)
                .consumeErrorWith(failure::set)
                .verify();
        return ((RpcFailure) failure.get()).consequence();
    }

    @Test
    void keepsTheWordsOfANodeToTheLog() {
        var node = refusing("{\"code\":-32001,\"message\":\"invalid api key k3y of 1.2.3.4\"}");
        fails(node, HEAD, RpcFailure.Refused.class);

        assertThat(node.health().now())
                .isEqualTo(
                        new NodeHealth.Reading(
                                State.MISCONFIGURED, "HEAD: it refuses with AUTH, code -32001"));
    }

    private void failsOften(RpcNode node) {
        for (var i = 0; i < 5; i++) {
            fails(node, HEAD, RpcFailure.Unavailable.class);
        }
    }

    private static void answers(RpcNode node, String method) {
        node.call(method, List.of(), String.class)
                .as(StepVerifier::create)
                .expectNext("0x1")
                .verifyComplete();
    }

    private static void fails(RpcNode node, String method, Class<? extends Throwable> how) {
        node.call(method, List.of(), String.class).as(StepVerifier::create).verifyError(how);
    }

    private RpcNode node(String name) {
        return RpcNodesForTests.node(
                "http://127.0.0.1:1",
                name,
                name,
                nanos,
                _ -> {
                    var id = ids.merge(name, 1L, Long::sum);
                    return Mono.just(
                            ClientResponse.create(replies.getOrDefault(name, HttpStatus.OK))
                                    .header("Retry-After", "300")
                                    .body("{\"id\":" + id + ",\"result\":\"0x1\"}")
                                    .build());
                });
    }
}
