package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpResources;
import reactor.test.StepVerifier;

class TracingTests {

    static final Logger LOG = (Logger) LoggerFactory.getLogger("io.sluice.interleaved");

    final Map<String, String> traceOfLine = new ConcurrentHashMap<>();
    final AppenderBase<ILoggingEvent> lines =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent line) {
                    var trace = line.getMDCPropertyMap().getOrDefault("traceId", "none");
                    traceOfLine.put(line.getFormattedMessage(), trace);
                }
            };
    final ConfigurableApplicationContext server = LiveServer.start(new Routes());
    final WebClient http = WebClient.create(LiveServer.url(server).toString());

    @BeforeEach
    void listen() {
        lines.start();
        LOG.addAppender(lines);
    }

    @AfterEach
    void stop() {
        LOG.detachAppender(lines);
        server.close();
    }

    @AfterAll
    static void leaveOtherTestsAlone() {
        Hooks.disableAutomaticContextPropagation();
    }

    @Test
    void logsOfInterleavedRequestsCarryTheirOwnTraceOnly() {
        Flux.range(1, 100)
                .flatMap(at -> get("/slow/" + trace(at), trace(at)), 100)
                .as(StepVerifier::create)
                .expectNextCount(100)
                .verifyComplete();

        assertThat(traceOfLine).hasSize(200);
        assertThat(traceOfLine).allSatisfy((line, trace) -> assertThat(line).endsWith(" " + trace));
    }

    @Test
    void logsOfNoRequestCarryNoTrace() {
        Flux.range(1, 20)
                .flatMap(at -> get("/slow/" + trace(at), trace(at)), 20)
                .as(StepVerifier::create)
                .expectNextCount(20)
                .verifyComplete();
        traceOfLine.clear();

        for (var loop : HttpResources.get().onServer(true)) {
            var _ = loop.submit(() -> LOG.info("idle {}", loop)).syncUninterruptibly();
        }

        assertThat(traceOfLine.values()).isNotEmpty().containsOnly("none");
    }

    @Test
    void aTraceGoesOnIntoWhatWeAsk() {
        get("/onward", trace(7))
                .as(StepVerifier::create)
                .assertNext(asked ->
                        assertThat(asked)
                                .startsWith("00-" + trace(7))
                                .doesNotContain("b7ad6b7169203331"))
                .verifyComplete();
    }

    @Test
    void noMeterAsksForTheTraceItIsCountedInOrKeepsARequest() {
        get("/asked", trace(7)).as(StepVerifier::create).expectNextCount(1).verifyComplete();

        assertThat(server.getBeanProvider(SpanContext.class)).isEmpty();
        // Counted once the answer has gone.
        Eventually.holds(Duration.ofSeconds(5), () -> isMeter("http.server.requests"));
        assertThat(isMeter("http.server.requests.active")).isFalse();
    }

    private boolean isMeter(String name) {
        return server.getBean(MeterRegistry.class).find(name).meter() != null;
    }

    private Mono<String> get(String path, String trace) {
        return http.get()
                .uri(path)
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .retrieve()
                .bodyToMono(String.class);
    }

    private static String trace(int at) {
        return HexFormat.of().toHexDigits(0x4bf92f3577b34da6L)
                + HexFormat.of().toHexDigits((long) at);
    }

    @RestController
    class Routes {

        @GetMapping("/slow/{name}")
        Mono<String> slow(@PathVariable String name) {
            LOG.info("before {}", name);
            return Mono.delay(Duration.ofMillis(20))
                    .doOnNext(_ -> LOG.info("after {}", name))
                    .thenReturn(name);
        }

        @GetMapping("/onward")
        Mono<String> onward() {
            return server.getBean(WebClient.Builder.class)
                    .build()
                    .get()
                    .uri(LiveServer.url(server).resolve("/asked"))
                    .retrieve()
                    .bodyToMono(String.class);
        }

        @GetMapping("/asked")
        String asked(@RequestHeader("traceparent") String parent) {
            return parent;
        }
    }
}
