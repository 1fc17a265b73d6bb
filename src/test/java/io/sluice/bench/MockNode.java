package io.sluice.bench;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.chain.network.Network;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** A node in this process that answers after 5 ms, or does what bad nodes do. */
final class MockNode implements AutoCloseable {

    /** How it behaves. */
    enum Manner {
        HEALTHY,
        LYING,
        NULL,
        HANGING,
        THROTTLING,
        DEAD,
        SLOW_AT_TIMES
    }

    static final String LOOPS = "mock";

    private static final LoopResources SERVING = LoopResources.create(LOOPS, 2, true);
    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final int ONE_IN = 20;
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern PARAM = Pattern.compile("\"params\":\\[\"0x([0-9a-f]+)\"");

    private final String name;
    private final Manner manner;
    private final DisposableServer server;
    private final AtomicInteger answered = new AtomicInteger();

    MockNode(String name, Manner manner) {
        this.name = name;
        this.manner = manner;
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .runOn(SERVING)
                        .handle(this::handle)
                        .bindNow();
        if (manner == Manner.DEAD) {
            server.disposeNow();
        }
    }

    /** What is true. */
    static String truth(long asked) {
        return "0x" + Long.toHexString(asked * 31 + 7);
    }

    Network.Node configured() {
        var url = URI.create("http://127.0.0.1:" + server.port());
        return new Network.Node(name, name, url, Map.of(), null);
    }

    @Override
    public void close() {
        if (!server.isDisposed()) {
            server.disposeNow();
        }
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .flatMap(question -> answer(question, response));
    }

    private Mono<Void> answer(String question, HttpServerResponse response) {
        return switch (manner) {
            case HEALTHY, DEAD -> say(question, true, LATENCY, response);
            case LYING -> say(question, false, LATENCY, response);
            case NULL -> send("{\"id\":" + id(question) + ",\"result\":null}", LATENCY, response);
            case HANGING -> Mono.never();
            case THROTTLING ->
                    send(
                            "{}",
                            LATENCY,
                            response.status(HttpResponseStatus.TOO_MANY_REQUESTS)
                                    .header("Retry-After", "1"));
            case SLOW_AT_TIMES ->
                    say(
                            question,
                            true,
                            answered.incrementAndGet() % ONE_IN == 0 ? SLOW : LATENCY,
                            response);
        };
    }

    private static Mono<Void> say(
            String question, boolean truth, Duration after, HttpServerResponse response) {
        var param = PARAM.matcher(question);
        var asked = param.find() ? Long.parseLong(param.group(1), 16) : -1;
        var answer = truth ? truth(asked) : truth(asked + 1);
        return send(
                "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"%s\"}".formatted(id(question), answer),
                after,
                response);
    }

    private static Mono<Void> send(String body, Duration after, HttpServerResponse response) {
        return Mono.delay(after)
                .then(
                        response.header("Content-Type", "application/json")
                                .sendString(Mono.just(body))
                                .then());
    }

    private static String id(String question) {
        var id = ID.matcher(question);
        return id.find() ? id.group(1) : "null";
    }
}
