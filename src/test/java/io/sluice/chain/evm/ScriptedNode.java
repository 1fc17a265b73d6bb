package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.rpc.RpcNodesForTests;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node whose other end answers each question with a JSON result. */
final class ScriptedNode {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What it answers to a question that it does not answer. */
    static final String NEVER = "";

    private ScriptedNode() {}

    static RpcNode named(String name, Function<JsonNode, String> answers) {
        return RpcNodesForTests.node(
                name, name, request -> question(request).flatMap(it -> answer(it, answers)));
    }

    private static Mono<JsonNode> question(ClientRequest request) {
        var sent = new MockClientHttpRequest(request.method(), request.url());
        return request.writeTo(sent, ExchangeStrategies.withDefaults())
                .then(Mono.defer(sent::getBodyAsString))
                .map(JSON::readTree);
    }

    private static Mono<ClientResponse> answer(
            JsonNode question, Function<JsonNode, String> answers) {
        var result = answers.apply(question);
        return result.equals(NEVER) ? Mono.never() : Mono.just(answer(question, result));
    }

    private static ClientResponse answer(JsonNode question, String result) {
        var body = "{\"id\":%d,\"result\":%s}".formatted(question.path("id").asLong(), result);
        return ClientResponse.create(HttpStatus.OK)
                .header("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
