package io.sluice.sandbox;

import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A node of its own operator: the true chain, seen through faults that can be switched. */
public final class NodeProxy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final TrueNode trueNode;
    private final ChannelGroup connections =
            new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final AtomicLong questions = new AtomicLong();
    private final int port;
    private DisposableServer server;
    private volatile NodeFault fault = new NodeFault.Honest();

    private NodeProxy(String name, URI chain) {
        this.name = name;
        this.trueNode = new TrueNode(chain);
        this.server = bind(0);
        this.port = server.port();
    }

    /** An honest node named {@code name} that sees {@code chain}. */
    public static NodeProxy before(AnvilChain chain, String name) {
        return new NodeProxy(name, chain.url());
    }

    public String name() {
        return name;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How many HTTP requests and WebSocket handshakes it has seen. */
    public long questions() {
        return questions.get();
    }

    /** Answers in this way from now on, at the same address. */
    public synchronized void behave(NodeFault next) {
        fault = next;
        if (next instanceof NodeFault.Dead) {
            server.disposeNow(PATIENCE);
            connections.close().awaitUninterruptibly();
        } else if (server.isDisposed()) {
            server = bind(port);
        }
    }

    /** Is honest again. */
    public void heal() {
        behave(new NodeFault.Honest());
    }

    @Override
    public synchronized void close() {
        server.disposeNow(PATIENCE);
        connections.close().awaitUninterruptibly();
        trueNode.close();
    }

    private DisposableServer bind(int at) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(at)
                .option(ChannelOption.SO_REUSEADDR, true)
                .doOnConnection(it -> connections.add(it.channel()))
                .handle(this::serve)
                .bindNow(PATIENCE);
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        questions.incrementAndGet();
        return switch (fault) {
            case NodeFault.Honest _ when isWebSocket(request) -> passSocket(response);
            case NodeFault.Honest _ -> answer(request, response, Optional.empty());
            case NodeFault.Lying(var lie) -> answer(request, response, Optional.of(lie));
            case NodeFault.Lagging(var blocks) ->
                    trueNode.lag(blocks)
                            .flatMap(lag -> answer(request, response, Optional.of(lag)));
            case NodeFault.Refusing refusing -> refuse(response, refusing);
            case NodeFault.Hang _ -> request.receive().then(Mono.never());
            case NodeFault.Dead _ -> Mono.error(new IllegalStateException("dead"));
        };
    }

    private Mono<Void> answer(
            HttpServerRequest request, HttpServerResponse response, Optional<Lie> lie) {
        return request.receive()
                .aggregate()
                .asString()
                .flatMap(question -> trueNode.ask(question, lie))
                .flatMap(answer -> sendJson(response, answer));
    }

    private static Mono<Void> sendJson(HttpServerResponse response, String json) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .sendString(Mono.just(json))
                .then();
    }

    private static Mono<Void> refuse(HttpServerResponse response, NodeFault.Refusing refusing) {
        refusing.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(it -> response.header(HttpHeaderNames.RETRY_AFTER, Long.toString(it)));
        return sendJson(
                response.status(refusing.status()),
                """
                {"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"not now"}}\
                """);
    }

    private static boolean isWebSocket(HttpServerRequest request) {
        return request.requestHeaders()
                .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private Mono<Void> passSocket(HttpServerResponse response) {
        return response.sendWebsocket((in, out) -> trueNode.join(in, out, this::isHonest));
    }

    private boolean isHonest() {
        return fault instanceof NodeFault.Honest;
    }

    @Override
    public String toString() {
        return Map.of("node", name, "url", url(), "fault", fault).toString();
    }
}
