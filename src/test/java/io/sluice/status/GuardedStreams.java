package io.sluice.status;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.sluice.merchant.PayerTokens;
import io.sluice.payment.FakeBus;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.Payments;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.ProblemSource;
import io.sluice.platform.http.TestHttp;
import io.sluice.platform.keys.TestKeys;
import io.sluice.platform.rate.RatedGatewayForTests;
import io.sluice.platform.sse.StreamConfiguration;
import io.sluice.platform.sse.StreamServersForTests;
import io.sluice.sandbox.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/**
 * A merchant's streams behind the gateway's own guards, over a journal in memory, by either route.
 */
final class GuardedStreams implements AutoCloseable {

    static final String PAGE = "https://shop.example";

    final TokenIssuer issuer = TokenIssuer.start();
    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final StreamServersForTests servers;

    GuardedStreams() {
        var properties = new HashMap<String, Object>(TestKeys.properties());
        properties.put("sluice.public-url", "https://pay.example");
        properties.put("sluice.tokens.issuers[0].issuer", issuer.url().toString());
        properties.put("sluice.tokens.issuers[0].jwks-uri", issuer.keysUrl().toString());
        properties.put("sluice.tokens.issuers[0].audience", TokenIssuer.AUDIENCE);
        properties.put("sluice.http.cors.origins", PAGE);
        // What is left would differ from answer to answer.
        List.of("address", "client", "payer")
                .forEach(it -> properties.put("sluice.http.rate." + it, "0/1s"));
        // The servers are made below, and not by this context.
        properties.put("sluice.stream.route", "webflux");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", properties));
        context.register(TestHttp.configuration());
        context.register(
                Bound.class,
                StatusConfiguration.class,
                StreamConfiguration.class,
                StreamController.class,
                FirehoseController.class);
        context.scan("io.sluice.merchant.access", "io.sluice.platform.keys");
        context.registerBean(InstantSource.class, InstantSource::system);
        context.registerBean(WebClient.Builder.class, () -> WebClient.builder());
        context.registerBean(FakeJournal.class, FakeJournal::new);
        context.registerBean(FakeTickets.class, FakeTickets::new);
        context.registerBean(FakeBus.class, FakeBus::new);
        context.registerBean(SimpleMeterRegistry.class, () -> meters);
        context.registerBean(ObservationRegistry.class, this::observed);
        context.registerBean(Payments.class, () -> _ -> Mono.empty());
        context.registerBean(PaymentAccess.class, () -> (_, _) -> Mono.empty());
        context.registerBean(ProblemSource.class, () -> GuardedStreams::unknown);
        RatedGatewayForTests.registerOnlyRates(context);
        context.refresh();
        servers =
                StreamServersForTests.of(WebHttpHandlerBuilder.applicationContext(context).build());
    }

    /** A payer's token, good for a while. */
    String payerToken(PaymentId payment) {
        return context.getBean(PayerTokens.class)
                .issue(FakeJournal.MERCHANT, payment.value(), inAMinute());
    }

    static Instant inAMinute() {
        return Instant.now().plus(Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        servers.close();
        context.close();
        issuer.close();
    }

    private ObservationRegistry observed() {
        var observed = ObservationRegistry.create();
        observed.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        return observed;
    }

    private static Optional<Problem> unknown(Throwable failure) {
        return failure instanceof PaymentFailure.NotFound
                ? Optional.of(
                        Problem.of(HttpStatus.NOT_FOUND, "payment-not-found", "no such payment"))
                : Optional.empty();
    }

    @EnableConfigurationProperties({Roles.class, StreamProperties.class})
    private static final class Bound {}
}
