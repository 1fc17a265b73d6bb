package io.sluice.bench;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Requests to one server: as many as it answers, or as many as there would be. */
final class EdgeLoad {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double NANOS = 1e9;

    private final HttpClient client;
    private final int atOnce;
    private final int right;
    private final LongFunction<Call> calls;
    private final AtomicLong made = new AtomicLong();
    private final AtomicInteger wrong = new AtomicInteger();

    /**
     * One request.
     *
     * @param body of a POST; empty for a GET
     */
    record Call(String path, Map<String, String> headers, String body) {}

    /**
     * What came of it.
     *
     * @param answered in a closed loop, only what was answered rightly
     */
    record Outcome(double perSecond, long answered, int wrong, Delays delays) {

        double millis(double part) {
            return delays.millis(part);
        }
    }

    EdgeLoad(URI server, int atOnce, int right, LongFunction<Call> calls) {
        // Its own connections: who waits for one waits in the open loop, too.
        var connections =
                ConnectionProvider.builder("edge")
                        .maxConnections(atOnce)
                        .pendingAcquireMaxCount(-1)
                        .build();
        this.client = HttpClient.create(connections).baseUrl(server.toString());
        this.atOnce = atOnce;
        this.right = right;
        this.calls = calls;
    }

    /** As fast as the server answers so many at once. */
    Outcome closed(Duration time) {
        var until = System.nanoTime() + time.toNanos();
        var since = System.nanoTime();
        var delays = new Delays();
        var answered = new AtomicLong();
        wrong.set(0);
        var _ =
                Flux.range(0, atOnce)
                        .flatMap(
                                _ ->
                                        Mono.defer(() -> timed(System.nanoTime(), delays))
                                                .filter(isRight -> isRight)
                                                .doOnNext(_ -> answered.incrementAndGet())
                                                .repeat(() -> System.nanoTime() < until)
                                                .then(),
                                atOnce)
                        .then()
                        .blockOptional(time.plus(PATIENCE));
        var seconds = (System.nanoTime() - since) / NANOS;
        return new Outcome(answered.get() / seconds, answered.get(), wrong.get(), delays);
    }

    /**
     * At a rate that does not care whether the server keeps up; delays count from when it was due.
     */
    Outcome open(double perSecond, Duration time) {
        var count = (int) (perSecond * time.toSeconds());
        var delays = new Delays();
        var left = new AtomicInteger(count);
        wrong.set(0);
        var start = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var due = start + (long) (i * NANOS / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            var _ = timed(due, delays).doFinally(_ -> left.decrementAndGet()).subscribe();
        }
        var patience = System.nanoTime() + PATIENCE.toNanos();
        while (left.get() > 0 && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
        var seconds = (System.nanoTime() - start) / NANOS;
        return new Outcome(
                (count - left.get()) / seconds,
                count - left.get(),
                wrong.get() + left.get(),
                delays);
    }

    /** Whether it was answered rightly. */
    private Mono<Boolean> timed(long since, Delays delays) {
        return once(calls.apply(made.getAndIncrement()))
                .onErrorReturn(0)
                .map(status -> status == right)
                .doOnNext(isRight -> {
                    delays.add(System.nanoTime() - since);
                    if (!isRight) {
                        var _ = wrong.incrementAndGet();
                    }
                });
    }

    private Mono<Integer> once(Call call) {
        var request =
                client.headers(it -> call.headers().forEach(it::set))
                        .request(call.body().isEmpty() ? HttpMethod.GET : HttpMethod.POST)
                        .uri(call.path());
        var sent =
                call.body().isEmpty()
                        ? request
                        : request.send(ByteBufFlux.fromString(Mono.just(call.body())));
        return sent.responseSingle(
                (response, body) -> body.asByteArray().then(Mono.just(response.status().code())));
    }
}
