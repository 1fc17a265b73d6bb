package io.sluice.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** As little as a server can do that sends the same bytes: no order, no gaps, no limits, no end. */
final class BareStreams {

    private static final String PADDING = "x".repeat(1_400);

    private final Map<Integer, Set<Sinks.Many<byte[]>>> listeners = new ConcurrentHashMap<>();
    private final long[] versions;
    private final DisposableServer server;

    BareStreams(int payments) {
        versions = new long[payments];
        server = HttpServer.create().host("127.0.0.1").port(0).handle(this::serve).bindNow();
    }

    int port() {
        return server.port();
    }

    void happened(int payment, long due) {
        var version = 2 + versions[payment]++;
        var frame = frame("payment", version, ",\"padding\":\"" + PADDING + "\",\"due\":" + due);
        for (var listener : listeners.getOrDefault(payment, Set.of())) {
            var _ = listener.tryEmitNext(frame);
        }
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        var payment = Integer.parseInt(request.path().replaceAll(".*pay_0*(\\d+).*", "$1"));
        var sink = Sinks.many().unicast().<byte[]>onBackpressureBuffer();
        listeners.computeIfAbsent(payment, _ -> ConcurrentHashMap.newKeySet()).add(sink);
        var frames = Flux.just(frame("snapshot", 1, "")).concatWith(sink.asFlux());
        response.withConnection(it -> it.onDispose(() -> forget(payment, sink)));
        return response.header("Content-Type", "text/event-stream")
                .send(frames.<ByteBuf>map(Unpooled::wrappedBuffer), _ -> true);
    }

    long open() {
        return listeners.values().stream().mapToLong(Set::size).sum();
    }

    private void forget(int payment, Sinks.Many<byte[]> sink) {
        listeners.getOrDefault(payment, Set.of()).remove(sink);
    }

    private static byte[] frame(String name, long version, String more) {
        return "event: %s\nid: %d\ndata: {\"payer\":%d%s}\n\n"
                .formatted(name, version, version, more)
                .getBytes(StandardCharsets.UTF_8);
    }
}
