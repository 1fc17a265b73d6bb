package io.sluice.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A small HTTP server that only this machine can reach, and that answers in JSON. */
final class LoopbackServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /** A server without routes; port 0 takes a free one. */
    static LoopbackServer start(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = HttpServer.create(address, 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return new LoopbackServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    /** What was asked. */
    record Question(String method, String path, String authorization, String body) {}

    /** What is answered; {@code body} becomes JSON, unless it is text. */
    record Reply(int status, Object body) {}

    /** Answers one question. {@link IllegalArgumentException} becomes a 400 with its message. */
    interface Handler {

        Reply answer(Question question);
    }

    LoopbackServer route(String path, Handler handler) {
        server.createContext(path, exchange -> answer(exchange, handler));
        return this;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            var reply = reply(question(exchange), handler);
            var text =
                    reply.body() instanceof String it ? it : JSON.writeValueAsString(reply.body());
            var type = reply.body() instanceof String ? "text/plain" : "application/json";
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Question question(HttpExchange exchange) throws IOException {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return new Question(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                authorization == null ? "" : authorization,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Reply reply(Question question, Handler handler) {
        try {
            return handler.answer(question);
        } catch (IllegalArgumentException e) {
            return new Reply(400, Map.of("error", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return new Reply(500, Map.of("error", e.toString()));
        }
    }
}
