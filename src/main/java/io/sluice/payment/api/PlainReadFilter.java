package io.sluice.payment.api;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.merchant.Caller;
import io.sluice.merchant.KnownCallers;
import io.sluice.payment.PaymentId;
import io.sluice.payment.ledger.PaymentRegister;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers what is asked most at the door: a payment, read by its merchant with a token that was
 * believed before. Security and routes have nothing to add to it, and cost more than all else.
 * Whatever is not plainly that goes on to them, and is told the same by {@link PaymentController}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
final class PlainReadFilter implements WebFilter {

    private final KnownCallers callers;
    private final PaymentRegister payments;
    private final ViewAnswers answers;
    private final ApplicationContext gateway;
    private final Counter atTheDoor;

    PlainReadFilter(
            KnownCallers callers,
            PaymentRegister payments,
            ViewAnswers answers,
            ApplicationContext gateway,
            MeterRegistry meters) {
        this.callers = callers;
        this.payments = payments;
        this.answers = answers;
        this.gateway = gateway;
        this.atTheDoor = meters.counter("sluice.payment.reads.at.the.door");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return served(exchange).orElseGet(() -> chain.filter(exchange));
    }

    private Optional<Mono<Void>> served(ServerWebExchange exchange) {
        // The management port has a context of its own.
        if (!gateway.equals(exchange.getApplicationContext())) {
            return Optional.empty();
        }
        return PlainRead.of(exchange.getRequest())
                .flatMap(id ->
                        callers.serve(
                                exchange,
                                PaymentController.READ_SCOPE,
                                caller -> answer(caller, id, exchange)));
    }

    private Mono<Void> answer(Caller caller, PaymentId id, ServerWebExchange exchange) {
        atTheDoor.increment();
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(it -> it.setPathPattern(PaymentController.READ));
        return payments.find(caller, id)
                .map(view -> answers.answer(caller, view))
                .flatMap(it -> write(it, exchange.getResponse()));
    }

    private static Mono<Void> write(ResponseEntity<byte[]> answer, ServerHttpResponse response) {
        var body = requireNonNull(answer.getBody());
        response.setStatusCode(answer.getStatusCode());
        var headers = response.getHeaders();
        headers.putAll(answer.getHeaders());
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
