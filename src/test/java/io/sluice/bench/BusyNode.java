package io.sluice.bench;

import io.sluice.chain.proof.BusyBlocks.Block;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node on loopback that serves a chain from memory, without a delay. */
final class BusyNode implements AutoCloseable {

    private final List<Block> chain;
    private final Map<String, Block> byHash;
    private final DisposableServer server;

    private BusyNode(List<Block> chain) {
        this.chain = chain;
        byHash = chain.stream().collect(Collectors.toMap(Block::hash, Function.identity()));
        server = HttpServer.create().host("127.0.0.1").port(0).handle(this::serve).bindNow();
    }

    static BusyNode serving(List<Block> chain) {
        return new BusyNode(chain);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(10));
    }

    private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .map(JsonMapper.shared()::readTree)
                .flatMap(question ->
                        response.header("Content-Type", "application/json")
                                .sendString(Mono.just(reply(question)))
                                .then());
    }

    private String reply(JsonNode question) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                .formatted(question.get("id"), result(question));
    }

    private String result(JsonNode question) {
        var what = question.get("params").path(0).asString("");
        return switch (question.get("method").asString()) {
            case "eth_getBlockByNumber" -> at(what).header();
            case "eth_getBlockByHash" -> called(what).whole();
            case "eth_getBlockReceipts" -> called(what).receipts();
            default -> throw new IllegalArgumentException("not served: " + question);
        };
    }

    private Block at(String height) {
        return chain.get(Integer.parseInt(height.substring(2), 16));
    }

    private Block called(String hash) {
        var block = byHash.get(hash);
        if (block == null) {
            throw new IllegalArgumentException("no block " + hash);
        }
        return block;
    }
}
