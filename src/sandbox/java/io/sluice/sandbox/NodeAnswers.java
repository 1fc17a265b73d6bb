package io.sluice.sandbox;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Answers for a node as its fault says. */
final class NodeAnswers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ZEROS = "0".repeat(1 << 16);

    private final TrueNode trueNode;
    private final AtomicReference<NodeFault> fault;
    private final AtomicLong counted = new AtomicLong();

    NodeAnswers(TrueNode trueNode, AtomicReference<NodeFault> fault) {
        this.trueNode = trueNode;
        this.fault = fault;
    }

    Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return switch (fault.get()) {
            case NodeFault.Honest _, NodeFault.Hinting _ when isWebSocket(request) ->
                    passSocket(response);
            case NodeFault.Hang _ -> request.receive().then(Mono.never());
            case NodeFault.Dead _ -> Mono.error(new IllegalStateException("dead"));
            case NodeFault.Refusing refusing -> refuse(response, refusing);
            case NodeFault.Saying(var status, var type, var body) ->
                    send(response.status(status), type, Flux.just(body));
            case NodeFault.Flooding(var bytes) -> json(response, flood(bytes));
            case NodeFault.Dripping(var between) ->
                    answer(request).flatMap(it -> json(response, drops(it, between)));
            case NodeFault.Honest _,
                    NodeFault.Lying _,
                    NodeFault.Lagging _,
                    NodeFault.Elsewhere _,
                    NodeFault.Hinting _,
                    NodeFault.Slow _,
                    NodeFault.Mangling _,
                    NodeFault.Meanwhile _ ->
                    answer(request).flatMap(it -> json(response, Flux.just(it)));
        };
    }

    private Mono<String> answer(HttpServerRequest request) {
        return request.receive().aggregate().asString().flatMap(this::answer);
    }

    private Mono<String> answer(String question) {
        return switch (fault.get()) {
            case NodeFault.Lying(var lie) -> trueNode.ask(question, Optional.of(lie));
            case NodeFault.Lagging(var blocks) ->
                    trueNode.lag(blocks).flatMap(lag -> trueNode.ask(question, Optional.of(lag)));
            case NodeFault.Elsewhere(var chain) ->
                    Mono.using(() -> new TrueNode(chain), it -> it.ask(question, Optional.empty()));
            case NodeFault.Slow(var oneIn, var delay) when counted.incrementAndGet() % oneIn == 0 ->
                    honest(question).delayElement(delay);
            case NodeFault.Mangling(_, var spoilt) ->
                    honest(question).map(it -> spoilt.apply(question, it));
            case NodeFault.Meanwhile(var awaited, var event)
                    when TrueNode.objects(JSON.readTree(question)).stream().anyMatch(awaited) ->
                    event.then(Mono.defer(() -> honest(question)));
            case NodeFault _ -> honest(question);
        };
    }

    private Mono<String> honest(String question) {
        return trueNode.ask(question, Optional.empty());
    }

    private static Flux<String> drops(String answer, Duration between) {
        return Flux.range(0, answer.length())
                .map(at -> answer.substring(at, at + 1))
                .delayElements(between);
    }

    private static Flux<String> flood(long bytes) {
        return Flux.concat(
                Flux.just("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x"),
                Flux.just(ZEROS).repeat(bytes / ZEROS.length()),
                Flux.just("\"}"));
    }

    private static Mono<Void> refuse(HttpServerResponse response, NodeFault.Refusing refusing) {
        refusing.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(it -> response.header(HttpHeaderNames.RETRY_AFTER, Long.toString(it)));
        return json(
                response.status(refusing.status()),
                Flux.just(
                        """
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"not now"}}\
                        """));
    }

    private static Mono<Void> json(HttpServerResponse response, Flux<String> body) {
        return send(response, HttpHeaderValues.APPLICATION_JSON.toString(), body);
    }

    /** Each piece is flushed on its own: a slow body arrives slowly. */
    private static Mono<Void> send(HttpServerResponse response, String type, Flux<String> body) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, type)
                .send(body.map(NodeAnswers::buffer), _ -> true)
                .then();
    }

    private static ByteBuf buffer(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static boolean isWebSocket(HttpServerRequest request) {
        return request.requestHeaders()
                .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private Mono<Void> passSocket(HttpServerResponse response) {
        return response.sendWebsocket((in, out) -> trueNode.join(in, out, this::copies));
    }

    /** Whoever does anything strange says nothing on its socket. */
    private int copies() {
        return switch (fault.get()) {
            case NodeFault.Honest _ -> 1;
            case NodeFault.Hinting(var copies) -> copies;
            case NodeFault _ -> 0;
        };
    }
}
