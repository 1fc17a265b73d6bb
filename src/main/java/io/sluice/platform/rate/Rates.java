package io.sluice.platform.rate;

import static java.util.Objects.requireNonNull;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import io.sluice.platform.http.TicketRequest;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.platform.sse.Visitor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Serves requests of those who do not ask too often, and tells the others when to come back. */
public final class Rates {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final RateProperties properties;
    private final OpenStreams streams;
    private final ApplicationContext gateway;
    private final Map<RateKind, Limiter> limiters = new EnumMap<>(RateKind.class);
    private final Map<RateKind, Counter> refused = new EnumMap<>(RateKind.class);

    Rates(
            RateProperties properties,
            AsyncProxyManager<String> buckets,
            OpenStreams streams,
            ApplicationContext gateway,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.properties = properties;
        this.streams = streams;
        this.gateway = gateway;
        var outage = new Outage(nanoTime);
        var alone = meters.counter("sluice.http.rate.decided.alone");
        for (var kind : RateKind.values()) {
            var allowances = new Allowances(buckets, kind, properties.of(kind));
            limiters.put(kind, new Limiter(allowances, outage, alone, PATIENCE));
            refused.put(kind, meters.counter("sluice.http.rate.refused", "kind", kind.word()));
        }
    }

    /**
     * Has the chain serve the request, if {@code name} may still ask. Fails with 429 else; but a
     * browser that wants a stream gives up for good on an error, and hears when to come back.
     */
    public Mono<Void> limited(
            RateKind kind, String name, ServerWebExchange exchange, WebFilterChain chain) {
        // The management port has a context of its own, and no limits.
        if (properties.of(kind).isUnlimited()
                || !gateway.equals(exchange.getApplicationContext())) {
            return chain.filter(exchange);
        }
        return requireNonNull(limiters.get(kind))
                .take(name)
                .flatMap(left -> decide(kind, left, exchange, chain));
    }

    private Mono<Void> decide(
            RateKind kind,
            ConsumptionProbe left,
            ServerWebExchange exchange,
            WebFilterChain chain) {
        RateHeaders.add(exchange.getResponse().getHeaders(), kind, properties.of(kind), left);
        return left.isConsumed() ? chain.filter(exchange) : refuse(kind, left, exchange);
    }

    private Mono<Void> refuse(RateKind kind, ConsumptionProbe left, ServerWebExchange exchange) {
        requireNonNull(refused.get(kind)).increment();
        if (isForEventSource(exchange.getRequest())) {
            return streams.comeBack(exchange.getResponse());
        }
        var wait = Duration.ofNanos(left.getNanosToWaitForRefill());
        return Mono.error(() ->
                new Refused(
                        Problem.of(TOO_MANY_REQUESTS, "rate-limited", kind.sentence())
                                .retryAfter(wait)));
    }

    private static boolean isForEventSource(ServerHttpRequest request) {
        return HttpMethod.GET.equals(request.getMethod())
                && request.getPath().value().endsWith("/stream")
                && (TicketRequest.ticket(request).isPresent() || Visitor.of(request).browser());
    }
}
