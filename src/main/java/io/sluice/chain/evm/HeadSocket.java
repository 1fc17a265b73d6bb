package io.sluice.chain.evm;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.util.retry.Retry;

/**
 * A subscription to the new heads of a node. What it says is not read: it says when to ask. One
 * that is silent while others go on is closed and opened again, at a random moment.
 */
final class HeadSocket implements HeadHints {

    private static final String SUBSCRIBE =
            """
            {"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}\
            """;

    /** Several heads may come as one. */
    private static final int DEAF_AFTER_HEADS = 3;

    private static final int LARGEST_FRAME = 1 << 20;
    private static final int CONNECT_MILLIS = 2_000;
    private static final Duration FIRST_WORD = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final double JITTER = 0.5;

    private final URI url;
    private final HttpClient http;
    private final AtomicInteger missed = new AtomicInteger();
    private final Sinks.Many<Boolean> cuts = Sinks.many().multicast().directBestEffort();

    HeadSocket(URI url, Map<String, String> headers) {
        this.url = url;
        this.http =
                HttpClient.newConnection()
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .headers(all -> headers.forEach(all::set));
    }

    @Override
    public Flux<Boolean> heard() {
        return Flux.defer(this::connected)
                .concatWith(Mono.error(Ended::new))
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, SHORTEST_PAUSE)
                                .maxBackoff(LONGEST_PAUSE)
                                .jitter(JITTER)
                                .transientErrors(true));
    }

    @Override
    public void othersWentOn() {
        if (missed.incrementAndGet() >= DEAF_AFTER_HEADS) {
            missed.set(0);
            var _ = cuts.tryEmitNext(true);
        }
    }

    /** The first frame is the answer to the subscription; whatever comes is a reason to ask. */
    private Flux<Boolean> connected() {
        return http.websocket(
                        WebsocketClientSpec.builder()
                                .maxFramePayloadLength(LARGEST_FRAME)
                                .handlePing(true)
                                .build())
                .uri(url)
                .handle(HeadSocket::subscribe)
                .timeout(Mono.delay(FIRST_WORD), _ -> Mono.never())
                .doOnNext(_ -> missed.set(0))
                .takeUntilOther(cuts.asFlux());
    }

    private static Flux<Boolean> subscribe(WebsocketInbound in, WebsocketOutbound out) {
        return out.sendString(Mono.just(SUBSCRIBE))
                .then()
                .thenMany(in.receiveFrames().map(_ -> true));
    }

    /** The other side hung up, or we did. */
    private static final class Ended extends RuntimeException {
        Ended() {
            super("a socket ended", null, false, false);
        }
    }
}
