package io.sluice.sandbox;

import static io.sluice.sandbox.AnvilChain.quantity;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The chain behind a proxy, and how it is asked on behalf of another. */
final class TrueNode implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HEAD =
            """
            {"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}\
            """;

    private final ConnectionProvider connections = ConnectionProvider.create("sandbox-node", 256);
    private final URI url;
    private final HttpClient http;

    TrueNode(URI url) {
        this.url = url;
        this.http = HttpClient.create(connections).baseUrl(url.toString());
    }

    /** The answer to one JSON-RPC request or batch, bent by {@code lie} if there is one. */
    Mono<String> ask(String body, Optional<Lie> lie) {
        return lie.map(it -> askBent(JSON.readTree(body), it)).orElseGet(() -> post(body));
    }

    /** The view of a node that is {@code blocks} behind the head of now. */
    Mono<Lie> lag(int blocks) {
        return post(HEAD)
                .map(JSON::readTree)
                .map(answer -> quantity(answer.path("result")))
                .map(head -> head.subtract(BigInteger.valueOf(blocks)).max(BigInteger.ZERO))
                .map(Lag::new);
    }

    /**
     * Carries frames both ways for as long as both sides live.
     *
     * @param copies how often a frame arrives
     */
    Publisher<Void> join(WebsocketInbound in, WebsocketOutbound out, IntSupplier copies) {
        return http.websocket(WebsocketClientSpec.builder().build())
                .uri(url.toString().replaceFirst("http", "ws"))
                .handle((nodeIn, nodeOut) ->
                        Mono.firstWithSignal(
                                nodeOut.sendObject(frames(in, copies)).then(),
                                out.sendObject(frames(nodeIn, copies)).then()))
                .then();
    }

    @Override
    public void close() {
        connections.dispose();
    }

    private Mono<String> askBent(JsonNode body, Lie lie) {
        var asked = body.deepCopy();
        objects(asked).forEach(lie::rephrase);
        return post(JSON.writeValueAsString(asked))
                .map(JSON::readTree)
                .map(answers -> JSON.writeValueAsString(bend(body, answers, lie)));
    }

    private static JsonNode bend(JsonNode questions, JsonNode answers, Lie lie) {
        for (var answer : objects(answers)) {
            objects(questions).stream()
                    .filter(question -> question.path("id").equals(answer.path("id")))
                    .filter(_ -> answer.has("result"))
                    .forEach(it -> answer.set("result", lie.answer(it, answer.path("result"))));
        }
        return answers;
    }

    /** What is asked or answered: one object, or the objects of a batch. */
    static List<ObjectNode> objects(JsonNode body) {
        return (body.isArray() ? body.valueStream() : Stream.of(body))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private Mono<String> post(String body) {
        return http.headers(it ->
                        it.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON))
                .post()
                .uri("/")
                .send(Mono.fromSupplier(() -> buffer(body)))
                .responseContent()
                .aggregate()
                .asString(StandardCharsets.UTF_8);
    }

    private static ByteBuf buffer(String body) {
        return ByteBufUtil.encodeString(
                ByteBufAllocator.DEFAULT, CharBuffer.wrap(body), StandardCharsets.UTF_8);
    }

    /** Frames are released as soon as they were heard, so that copies are made at once. */
    private static Flux<WebSocketFrame> frames(WebsocketInbound from, IntSupplier copies) {
        return from.receiveFrames().flatMap(it -> Flux.fromIterable(copied(it, copies)), 1 << 10);
    }

    private static List<WebSocketFrame> copied(WebSocketFrame frame, IntSupplier copies) {
        return IntStream.range(0, copies.getAsInt())
                .<WebSocketFrame>mapToObj(_ -> frame.retainedDuplicate())
                .toList();
    }
}
