package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class HeadSocketRefusalTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger handshakes = new AtomicInteger();
    private final AtomicInteger hints = new AtomicInteger();
    private volatile Flux<String> frames = Flux.never();
    private final DisposableServer server =
            HttpServer.create()
                    .host("127.0.0.1")
                    .port(0)
                    .route(routes ->
                            routes.ws(
                                    "/",
                                    (_, out) -> {
                                        handshakes.incrementAndGet();
                                        return out.sendString(Flux.defer(() -> frames)).then();
                                    }))
                    .bindNow();
    private final HeadSocket socket =
            new HeadSocket(
                    "a",
                    URI.create("ws://127.0.0.1:" + server.port() + "/"),
                    Map.of(),
                    Authorities.system());
    private Disposable listening = Disposables.disposed();

    @AfterEach
    void stop() {
        listening.dispose();
        server.disposeNow();
    }

    @Test
    void hintsAtNothingWhenTheNodeLetsNobodySubscribe() {
        frames = Flux.just("{\"id\":1,\"error\":{\"code\":-32601}}");
        listen();

        Eventually.holds(PATIENCE, () -> handshakes.get() >= 2);

        assertThat(hints).hasValue(0);
    }

    @Test
    void countsNoHeadAsMissedBeforeItIsSubscribed() {
        listen();
        Eventually.holds(PATIENCE, () -> handshakes.get() == 1);

        for (var i = 0; i < 10; i++) {
            socket.othersWentOn();
        }

        Mono.delay(Duration.ofSeconds(1))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(handshakes).hasValue(1);
    }

    private void listen() {
        listening = socket.heard().subscribe(_ -> hints.incrementAndGet());
    }
}
