package io.sluice.chain.rpc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** One JSON-RPC endpoint. Whoever stops waiting for an answer closes the exchange. */
public final class RpcNode {

    private static final Logger log = LoggerFactory.getLogger(RpcNode.class);

    /** What a cancelled exchange fails with afterwards concerns nobody. */
    private static final Context LOSER =
            Context.of(
                    "reactor.onErrorDropped.local",
                    (Consumer<Throwable>) cause -> log.debug("After a cancel", cause));

    /** A block with its receipts is megabytes of JSON, and the event loops serve everybody. */
    private static final Scheduler READING = Schedulers.boundedElastic();

    private final String name;
    private final String operator;
    private final WebClient http;
    private final JsonMapper json;
    private final AtomicLong ids = new AtomicLong();
    private final NodeHealth health = new NodeHealth();

    RpcNode(String name, String operator, WebClient http, JsonMapper json) {
        this.name = name;
        this.operator = operator;
        this.http = http;
        this.json = json;
    }

    public String name() {
        return name;
    }

    /** Whose vote its answers count for. */
    public String operator() {
        return operator;
    }

    /** What is wrong with it. */
    public NodeHealth health() {
        return health;
    }

    /** The result of one call; fails with {@link RpcFailure} and nothing else. */
    public <T> Mono<T> call(String method, List<?> params, Class<T> result) {
        return Mono.defer(() -> exchange(ids.incrementAndGet(), method, params, result));
    }

    private <T> Mono<T> exchange(long id, String method, List<?> params, Class<T> result) {
        var request = Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params);
        return http.post()
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(json.writeValueAsBytes(request))
                .retrieve()
                .bodyToMono(byte[].class)
                .onErrorMap(cause -> failure(method, cause))
                .switchIfEmpty(Mono.error(() -> malformed(method, "an empty body")))
                .flatMap(body -> read(id, method, body, result))
                .contextWrite(LOSER);
    }

    /** Not {@code publishOn}: cancelled at the wrong moment, it reports an empty answer. */
    private <T> Mono<T> read(long id, String method, byte[] body, Class<T> type) {
        return Mono.fromCallable(() -> result(id, method, body, type)).subscribeOn(READING);
    }

    private <T> T result(long id, String method, byte[] body, Class<T> type) {
        var reply = parse(method, body, type);
        if (!reply.answers(id)) {
            throw malformed(method, "an answer to another question");
        }
        if (reply.error() != null) {
            var fault = reply.error();
            throw new RpcFailure.Refused(
                    "%s refused %s: %d %s".formatted(name, method, fault.code(), fault.message()),
                    fault.code());
        }
        if (reply.result() == null) {
            throw new RpcFailure.Missing(name + " knows nothing for " + method);
        }
        return reply.result();
    }

    private <T> RpcReply<T> parse(String method, byte[] body, Class<T> result) {
        if (body.length == 0 || body[0] != '{') {
            throw malformed(method, "no JSON object");
        }
        try {
            JavaType type = json.getTypeFactory().constructParametricType(RpcReply.class, result);
            return json.readValue(body, type);
        } catch (JacksonException _) {
            throw malformed(method, "JSON that does not fit");
        }
    }

    private RpcFailure malformed(String method, String what) {
        return new RpcFailure.Malformed("%s answered %s with %s".formatted(name, method, what));
    }

    /** The address of a node may hold a secret, and the client's own messages repeat it. */
    private RpcFailure failure(String method, Throwable cause) {
        return switch (cause) {
            case WebClientResponseException e
                    when e.getCause() instanceof DataBufferLimitException ->
                    malformed(method, "more than can be read");
            case WebClientResponseException e ->
                    unavailable(method, "HTTP " + e.getStatusCode().value(), null);
            case DataBufferLimitException _ -> malformed(method, "more than can be read");
            case WebClientException e -> unavailable(method, "no connection", e.getCause());
            default -> unavailable(method, cause.getClass().getSimpleName(), cause);
        };
    }

    private RpcFailure unavailable(String method, String why, @Nullable Throwable cause) {
        return new RpcFailure.Unavailable("%s failed %s: %s".formatted(name, method, why), cause);
    }
}
