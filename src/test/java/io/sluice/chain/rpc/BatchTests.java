package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.reactive.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class BatchTests {

    private final List<Integer> sizes = new ArrayList<>();
    private Function<JsonNode, String> reply = BatchTests::echo;

    private final RpcNode node = RpcNodesForTests.node("a", "a", this::exchange);

    @Test
    void knowsAnswersByTheirIdsInWhateverOrderAndType() {
        reply =
                calls ->
                        entries(calls, 2, "\"result\":\"p2\"")
                                .replace("\"id\":3", "\"id\":\"3\"")
                                .replace("[", "[{\"id\":99,\"result\":\"foreign\"},")
                                .replace("]", "," + entry(calls, 0) + "," + entry(calls, 1) + "]");

        assertThat(values(ask(3))).containsExactly("p0", "p1", "p2");
    }

    @Test
    void failsAnEntryThatIsMissingThereTwiceOrRefused() {
        reply =
                calls ->
                        "["
                                + entry(calls, 0)
                                + ","
                                + entry(calls, 2)
                                + ","
                                + entry(calls, 2)
                                + ",{\"id\":"
                                + calls.get(3).get("id")
                                + ",\"error\":{\"code\":-32601}}]";

        assertThat(ask(4).stream().map(BatchTests::kind))
                .containsExactly("p0", "MALFORMED", "MALFORMED", "UNSUPPORTED_METHOD");
    }

    @Test
    void failsAllOfABatchThatIsAnsweredByAnError() {
        reply =
                _ ->
                        "{\"id\":null,\"error\":{\"code\":-32000,\"message\":\"rate limit exceeded\"}}";

        assertThat(ask(2).stream().map(BatchTests::kind)).containsOnly("RATE_LIMIT").hasSize(2);
        assertThat(node.health().now().state()).isEqualTo(NodeHealth.State.THROTTLED);
    }

    @Test
    void leavesANodeAloneThatIsAskedTooMuchInsideABatch() {
        reply =
                calls ->
                        "["
                                + entry(calls, 0)
                                + ",{\"id\":"
                                + calls.get(1).get("id")
                                + ",\"error\":{\"code\":429}}]";

        assertThat(ask(2).stream().map(BatchTests::kind)).containsExactly("p0", "RATE_LIMIT");
        assertThat(node.health().now().state()).isEqualTo(NodeHealth.State.THROTTLED);
    }

    @Test
    void learnsHowManyTheNodeTakesAtOnce() {
        reply =
                calls ->
                        calls.size() > 30
                                ? "{\"error\":{\"code\":-32600,\"message\":\"batch too large\"}}"
                                : echo(calls);

        assertThat(values(ask(100))).hasSize(100).startsWith("p0").endsWith("p99");
        assertThat(sizes).containsExactly(100, 50, 25, 25, 25, 25);
        assertThat(values(ask(30))).hasSize(30);
        assertThat(sizes).endsWith(25, 5);
    }

    @Test
    void asksOneByOneANodeThatTakesNoBatches() {
        reply =
                calls ->
                        calls.isArray()
                                ? "{\"error\":{\"code\":-32600,\"message\":\"no batches\"}}"
                                : "{\"id\":%s,\"result\":%s}"
                                        .formatted(calls.get("id"), calls.at("/params/0"));

        assertThat(values(ask(3))).containsExactly("p0", "p1", "p2");
    }

    @Test
    void asksForManyOneByOneWithoutAnEnd() {
        reply =
                calls ->
                        calls.isArray()
                                ? "{\"error\":{\"code\":-32600,\"message\":\"no batches\"}}"
                                : "{\"id\":%s,\"result\":%s}"
                                        .formatted(calls.get("id"), calls.at("/params/0"));

        assertThat(values(ask(5_000))).hasSize(5_000).startsWith("p0").endsWith("p4999");
    }

    @Test
    void asksForMoreAtOnceAgainAfterLong() {
        reply =
                calls ->
                        calls.size() > 30
                                ? "{\"error\":{\"code\":-32600,\"message\":\"batch too large\"}}"
                                : echo(calls);
        assertThat(values(ask(100))).hasSize(100);
        reply = BatchTests::echo;

        for (var i = 0; i < 70; i++) {
            assertThat(values(ask(100))).hasSize(100);
        }

        assertThat(sizes).endsWith(50, 50);
    }

    @Test
    void holdsAnEntryOfNothingAgainstNoCall() {
        reply = calls -> "[null," + entry(calls, 0) + "]";

        assertThat(ask(2).stream().map(BatchTests::kind)).containsExactly("p0", "MALFORMED");
    }

    @Test
    void restsFromANodeThatRefusesOurKeyInsideABatch() {
        reply =
                calls ->
                        "["
                                + entry(calls, 0)
                                + ",{\"id\":"
                                + calls.get(1).get("id")
                                + ",\"error\":{\"code\":401,\"message\":\"\"}}]";

        assertThat(ask(2).stream().map(BatchTests::kind)).containsExactly("p0", "AUTH");
        assertThat(node.health().now().state()).isEqualTo(NodeHealth.State.DEGRADED);
    }

    @Test
    void takesNoBrokenAnswerForAWordOnHowManyItTakes() {
        reply = _ -> "[{\"id\":1";
        assertThat(ask(4).stream().map(BatchTests::kind)).containsOnly("MALFORMED").hasSize(4);

        reply = BatchTests::echo;

        assertThat(values(ask(4))).hasSize(4);
        assertThat(sizes).containsExactly(4, 4);
    }

    private List<Answer<List<?>, String>> ask(int many) {
        var params = IntStream.range(0, many).mapToObj(i -> List.of("p" + i)).toList();
        return node.batch("eth_getTransactionReceipt", params, String.class)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static List<String> values(List<Answer<List<?>, String>> answers) {
        return Answer.values(answers);
    }

    private static String kind(Answer<List<?>, String> answer) {
        return switch (answer) {
            case Answer.Given<List<?>, String>(_, var value) -> value;
            case Answer.Failed<List<?>, String>(_, var cause) ->
                    ((RpcFailure) cause).errorClass().name();
        };
    }

    private static String echo(JsonNode calls) {
        return IntStream.range(0, calls.size())
                .mapToObj(i -> entry(calls, calls.size() - 1 - i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String entry(JsonNode calls, int index) {
        var call = calls.get(index);
        return "{\"id\":%s,\"result\":%s}".formatted(call.get("id"), call.get("params").get(0));
    }

    private static String entries(JsonNode calls, int index, String outcome) {
        return "[{\"id\":" + calls.get(index).get("id") + "," + outcome + "}]";
    }

    private Mono<ClientResponse> exchange(ClientRequest request) {
        var sent = new MockClientHttpRequest(HttpMethod.POST, request.url());
        return request.writeTo(sent, ExchangeStrategies.withDefaults())
                .then(Mono.defer(sent::getBodyAsString))
                .map(body -> RpcNodes.JSON.readTree(body))
                .doOnNext(calls -> sizes.add(calls.size()))
                .map(calls ->
                        ClientResponse.create(HttpStatus.OK).body(reply.apply(calls)).build());
    }
}
