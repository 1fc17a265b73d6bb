package io.sluice.payment.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.server.reactive.observation.ServerRequestObservationContext.CURRENT_OBSERVATION_CONTEXT_ATTRIBUTE;
import static org.springframework.mock.http.server.reactive.MockServerHttpRequest.get;
import static org.springframework.mock.http.server.reactive.MockServerHttpRequest.post;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.merchant.Caller;
import io.sluice.merchant.KnownCallers;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.derivation.World;
import io.sluice.payment.ledger.LedgerWorld;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest.BaseBuilder;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is answered at the door, and what is not. */
class PlainReadFilterTests {

    private final LedgerWorld ledger = new LedgerWorld();
    private final ApplicationContext gateway = new StaticApplicationContext();
    private final String path = "/v1/payments/" + ledger.open(World.USDC).id();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger wentOn = new AtomicInteger();

    @Test
    void answersACallerWhoIsKnown() {
        var exchange = exchange(get(path), gateway);

        filter(knowing(LedgerWorld.SHOP), exchange);

        var answer = exchange.getResponse();
        assertThat(wentOn).hasValue(0);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(answer.getHeaders().getETag()).isEqualTo("\"1\"");
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
        var body = LedgerWorld.result(answer.getBodyAsString());
        assertThat(body).contains("\"reference\":\"order-1\"");
        assertThat(answer.getHeaders().getContentLength()).isEqualTo(body.getBytes(UTF_8).length);
    }

    @Test
    void isMeasuredByItsRoute() {
        var exchange = exchange(get(path), gateway);
        var measured =
                new ServerRequestObservationContext(
                        exchange.getRequest(), exchange.getResponse(), exchange.getAttributes());
        exchange.getAttributes().put(CURRENT_OBSERVATION_CONTEXT_ATTRIBUTE, measured);

        filter(knowing(LedgerWorld.SHOP), exchange);

        assertThat(measured.getPathPattern()).isEqualTo("/v1/payments/{id}");
    }

    @Test
    void passesOnWhoeverIsNotKnownYet() {
        filter((_, _, _) -> Optional.empty(), exchange(get(path), gateway));

        assertThat(wentOn).hasValue(1);
    }

    @Test
    void passesOnWhatIsNotPlain() {
        filter(knowing(LedgerWorld.SHOP), exchange(post(path), gateway));
        filter(knowing(LedgerWorld.SHOP), exchange(get(path).header("Range", "1"), gateway));

        assertThat(wentOn).hasValue(2);
    }

    @Test
    void answersNothingOnTheManagementPort() {
        filter(
                knowing(LedgerWorld.SHOP),
                exchange(get(path), new StaticApplicationContext(gateway)));

        assertThat(wentOn).hasValue(1);
    }

    @Test
    void knowsNoPaymentOfAnotherMerchant() {
        var exchange = exchange(get(path), gateway);

        assertThatThrownBy(() -> filter(knowing(new MerchantId("rival")), exchange))
                .isInstanceOf(PaymentFailure.NotFound.class);
        assertThat(exchange.getResponse().isCommitted()).isFalse();
    }

    private void filter(KnownCallers callers, ServerWebExchange exchange) {
        new PlainReadFilter(callers, ledger.register, new ViewAnswers(), gateway, meters)
                .filter(exchange, _ -> Mono.fromRunnable(wentOn::incrementAndGet))
                .block(Duration.ofSeconds(10));
    }

    private static KnownCallers knowing(MerchantId merchant) {
        var caller = new Caller.Partner(merchant, "backend", Set.of(), World.OPENED, World.AFTER);
        return (_, scope, route) -> {
            assertThat(scope).isEqualTo("payments:read");
            return Optional.of(route.apply(caller));
        };
    }

    private static MockServerWebExchange exchange(
            BaseBuilder<?> request, ApplicationContext context) {
        return MockServerWebExchange.builder(request.build()).applicationContext(context).build();
    }
}
