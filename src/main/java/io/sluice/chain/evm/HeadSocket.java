package io.sluice.chain.evm;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.sluice.platform.tls.Authorities;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A subscription to the new heads of a node. What it says is not read: it says when to ask. One
 * that is silent while others go on is closed and opened again, at a random moment.
 */
final class HeadSocket implements HeadHints {

    private static final Logger log = LoggerFactory.getLogger(HeadSocket.class);
    private static final JsonMapper JSON = JsonMapper.shared();

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
    private static final int DOUBLINGS = 10;
    private static final double JITTER = 0.5;

    private final String name;
    private final URI url;
    private final HttpClient http;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger missed = new AtomicInteger();
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final Sinks.Many<Boolean> cuts = Sinks.many().multicast().directBestEffort();

    HeadSocket(String name, URI url, Map<String, String> headers, Authorities authorities) {
        this.name = name;
        this.url = url;
        this.http =
                authorities
                        .believedBy(HttpClient.newConnection())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .headers(all -> headers.forEach(all::set));
    }

    @Override
    public Flux<Boolean> heard() {
        return Flux.defer(this::connected)
                .concatWith(Mono.error(Ended::new))
                .retryWhen(Retry.from(ends -> ends.concatMap(_ -> Mono.delay(pause()), 1)));
    }

    @Override
    public void othersWentOn() {
        if (subscribed.get() && missed.incrementAndGet() >= DEAF_AFTER_HEADS) {
            missed.set(0);
            var _ = cuts.tryEmitNext(true);
        }
    }

    /** Whatever comes after the subscription is a reason to ask, and so is that itself. */
    private Flux<Boolean> connected() {
        return http.websocket(
                        WebsocketClientSpec.builder()
                                .maxFramePayloadLength(LARGEST_FRAME)
                                .handlePing(true)
                                .build())
                .uri(url)
                .handle(HeadSocket::subscribe)
                .timeout(Mono.delay(FIRST_WORD), _ -> Mono.never())
                .switchOnFirst((first, all) -> isRefusal(first.get()) ? refused() : all)
                .index()
                .doOnNext(it -> heard(it.getT1()))
                .map(_ -> true)
                .takeUntilOther(cuts.asFlux())
                .doFinally(_ -> subscribed.set(false));
    }

    /** Only a head shows that the subscription is worth to be opened again soon. */
    private void heard(long frame) {
        missed.set(0);
        subscribed.set(true);
        if (frame > 0) {
            failures.set(0);
            warned.set(false);
        }
    }

    private Flux<String> refused() {
        if (!warned.getAndSet(true)) {
            log.warn("A node lets nobody subscribe to its heads, and is asked alone node={}", name);
        }
        return Flux.error(new Ended());
    }

    private Duration pause() {
        var doublings = Math.min(DOUBLINGS, failures.getAndIncrement());
        var pause = SHORTEST_PAUSE.multipliedBy(1L << doublings);
        var most = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        var jitter = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis((long) (most.toMillis() * jitter));
    }

    /** Whether there is a first frame, and it is not the result of the subscription. */
    private static boolean isRefusal(@Nullable String frame) {
        if (frame == null) {
            return false;
        }
        try {
            var answer = JSON.readTree(frame);
            return !answer.path("id").asString("").equals("1") || !answer.hasNonNull("result");
        } catch (JacksonException _) {
            return true;
        }
    }

    private static Flux<String> subscribe(WebsocketInbound in, WebsocketOutbound out) {
        return out.sendString(Mono.just(SUBSCRIBE))
                .then()
                .thenMany(in.receiveFrames().map(HeadSocket::text));
    }

    private static String text(WebSocketFrame frame) {
        return frame.content().toString(StandardCharsets.UTF_8);
    }

    /** The other side hung up, or we did. */
    private static final class Ended extends RuntimeException {
        Ended() {
            super("a socket ended", null, false, false);
        }
    }
}
