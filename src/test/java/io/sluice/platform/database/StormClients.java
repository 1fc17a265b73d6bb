package io.sluice.platform.database;

import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Many clients, half of whom hang up within three milliseconds. */
final class StormClients {

    private static final int AT_ONCE = 64;
    private static final int IMPATIENCE_NANOS = 3_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> KINDS = List.of("writes", "writes", "reads", "streams");

    final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    final AtomicInteger hungUp = new AtomicInteger();

    /** Whose connection or answer another's hanging up took: the client library is not exact. */
    final AtomicInteger cutOff = new AtomicInteger();

    private final HttpClient http;
    private final long seed;

    StormClients(int port, long seed) {
        this.http =
                HttpClient.create(ConnectionProvider.create("storm", AT_ONCE))
                        .host("127.0.0.1")
                        .port(port);
        this.seed = seed;
    }

    Mono<Void> storm(int requests) {
        return Flux.range(0, requests).flatMap(this::client, AT_ONCE).then();
    }

    private Mono<Void> client(int n) {
        var random = new Random(seed + n);
        var kind = KINDS.get(random.nextInt(KINDS.size()));
        var answer =
                ask(kind, n)
                        .timeout(PATIENCE, Mono.error(() -> new IOException("no answer")))
                        .doOnNext(text -> check(kind, n, text))
                        .doOnError(IOException.class, _ -> cutOff.incrementAndGet())
                        .onErrorResume(IOException.class, _ -> Mono.empty());
        return random.nextBoolean()
                ? answer.then()
                : hangUp(answer, random.nextInt(IMPATIENCE_NANOS));
    }

    private Mono<Void> hangUp(Mono<String> answer, int nanos) {
        return answer.timeout(Duration.ofNanos(nanos))
                .onErrorResume(TimeoutException.class, _ -> Mono.empty())
                .switchIfEmpty(Mono.fromRunnable(hungUp::incrementAndGet))
                .then();
    }

    private Mono<String> ask(String kind, int n) {
        var method = kind.equals("writes") ? HttpMethod.POST : HttpMethod.GET;
        return http.request(method).uri("/" + kind + "/" + n).responseSingle(StormClients::text);
    }

    private static Mono<String> text(HttpClientResponse response, ByteBufMono body) {
        return body.asString().map(text -> response.status().code() + " " + text);
    }

    private void check(String kind, long n, String answer) {
        var expected =
                "200 " + (kind.equals("streams") ? (n + " ").repeat(StormServer.ROWS) : "" + n);
        if (!answer.equals(expected)) {
            wrong.add(kind + "/" + n + " -> " + answer);
        } else if (kind.equals("writes")) {
            acknowledged.add(n);
        }
    }
}
