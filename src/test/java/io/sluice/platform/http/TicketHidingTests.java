package io.sluice.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.sluice.platform.keys.Secret;
import io.sluice.sandbox.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Greps whatever the gateway says of a request with a ticket, at its most talkative. */
class TicketHidingTests {

    static final String TICKET = "tkt_WorthKeepingToOneself";

    final Queue<String> said = new ConcurrentLinkedQueue<>();
    volatile String shown = "";
    final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    final Logger spring = (Logger) LoggerFactory.getLogger("org.springframework.web");
    final AppenderBase<ILoggingEvent> lines =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent line) {
                    said.add(line.getFormattedMessage());
                    if (line.getThrowableProxy() != null) {
                        said.add(ThrowableProxyUtil.asString(line.getThrowableProxy()));
                    }
                }
            };
    final ConfigurableApplicationContext server =
            LiveServer.start(new Routes(), "--sluice.http.access-log=true");

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
        spring.setLevel(Level.TRACE);
        server.getBean(ObservationRegistry.class)
                .observationConfig()
                .observationHandler(new Observed());
    }

    @AfterEach
    void stop() {
        root.detachAppender(lines);
        spring.setLevel(null);
        server.close();
    }

    @Test
    void givesTheRouteTheTicketAndNobodyElse() {
        assertThat(answer("/fine?mode=log&ticket=" + TICKET)).isEqualTo("/fine?mode=log");
        assertThat(shown).isEqualTo(TICKET);
        assertThat(answer("/broken?ticket=" + TICKET)).contains("internal-error");
        assertThat(answer("/nowhere?ticket=" + TICKET)).contains("not-found");
        assertThat(answer("/fine?ticket=" + TICKET + "&x=%00")).contains("invalid-request");
        assertThat(answer("/torn?ticket=" + TICKET)).contains("cut");

        Eventually.holds(
                Duration.ofSeconds(5),
                () -> said.stream().anyMatch(it -> it.contains("already committed")));
        Eventually.holds(
                Duration.ofSeconds(5),
                () -> said.stream().anyMatch(it -> it.contains("http.url='/torn'")));
        assertThat(said)
                .anyMatch(it -> it.contains("GET \"/fine?mode=log\""))
                .anyMatch(it -> it.contains("\"GET /fine?ticket=***&mode=log HTTP/1.1\" 200"));
        assertThat(said).noneMatch(it -> it.contains("WorthKeeping"));
    }

    /** What was answered, or that there was no whole answer. */
    private String answer(String path) {
        return requireNonNull(
                WebClient.create(LiveServer.url(server).toString())
                        .get()
                        .uri(URI.create(LiveServer.url(server) + path))
                        .exchangeToMono(it -> it.bodyToMono(String.class))
                        .onErrorReturn("cut")
                        .block(Duration.ofSeconds(10)));
    }

    private final class Observed implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            said.add(context.toString());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    @RestController
    class Routes {

        @GetMapping("/fine")
        String fine(ServerWebExchange exchange) {
            var request = exchange.getRequest();
            shown = TicketRequest.ticket(request).map(Secret::value).orElse("none");
            assertThat(request.getQueryParams()).doesNotContainKey("ticket");
            return request.getURI().getPath() + "?" + request.getURI().getQuery();
        }

        @GetMapping("/broken")
        Mono<String> broken() {
            return Mono.error(new IllegalStateException("a bug"));
        }

        /** Fails when its answer is on its way. */
        @GetMapping("/torn")
        Mono<Void> torn(ServerWebExchange exchange) {
            var response = exchange.getResponse();
            var first = response.bufferFactory().wrap("half".getBytes(UTF_8));
            return response.writeAndFlushWith(
                    Mono.just(Mono.just(first))
                            .concatWith(Mono.error(new IllegalStateException("a bug"))));
        }
    }
}
