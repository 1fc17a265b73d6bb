package io.sluice.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.chain.proof.BusyBlocks.Block;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A node on loopback that serves a chain from memory, without a delay. What it tells is made once,
 * so that it takes next to nothing from whoever is measured on the same machine.
 */
final class BusyNode {

    private static final Pattern QUESTION = Pattern.compile("\"(id|method|params)\":\\[?\"?(\\w+)");

    private final List<Told> chain;
    private final Map<String, Told> byHash;
    private final DisposableServer server;

    BusyNode(List<Told> chain) {
        this.chain = chain;
        byHash = chain.stream().collect(Collectors.toMap(Told::hash, Function.identity()));
        server = HttpServer.create().host("127.0.0.1").port(0).handle(this::serve).bindNow();
    }

    int port() {
        return server.port();
    }

    /** A block in the bytes of three answers. */
    record Told(String hash, ByteBuf header, ByteBuf whole, ByteBuf receipts) {

        static Told of(Block block) {
            return new Told(
                    block.hash(),
                    bytes(block.header()),
                    bytes(block.whole()),
                    bytes(block.receipts()));
        }
    }

    private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .map(question ->
                        QUESTION.matcher(question)
                                .results()
                                .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2))))
                .flatMap(question ->
                        response.header("Content-Type", "application/json")
                                .send(Mono.just(reply(question)))
                                .then());
    }

    private ByteBuf reply(Map<String, String> question) {
        var before = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":".formatted(question.get("id"));
        return Unpooled.wrappedBuffer(
                bytes(before),
                result(question.getOrDefault("method", ""), question.getOrDefault("params", ""))
                        .retainedDuplicate(),
                bytes("}"));
    }

    private ByteBuf result(String method, String param) {
        return switch (method) {
            case "eth_getBlockByNumber" -> at(param).header();
            case "eth_getBlockByHash" -> called(param).whole();
            case "eth_getBlockReceipts" -> called(param).receipts();
            default -> throw new IllegalArgumentException("not served: " + method);
        };
    }

    private Told at(String height) {
        return chain.get(Integer.parseInt(height.substring(2), 16));
    }

    private Told called(String hash) {
        var block = byHash.get(hash);
        if (block == null) {
            throw new IllegalArgumentException("no block " + hash);
        }
        return block;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }
}
