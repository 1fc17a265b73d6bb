package io.sluice.chain.rpc;

import io.sluice.platform.tls.TlsFlaw;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Carries questions to one node. Whoever stops waiting closes the exchange. */
final class RpcWire {

    private static final Logger log = LoggerFactory.getLogger(RpcWire.class);

    /** What a cancelled exchange fails with afterwards concerns nobody. */
    static final Context LOSER =
            Context.of(
                    "reactor.onErrorDropped.local",
                    (Consumer<Throwable>) cause -> log.debug("After a cancel", cause));

    private final String name;
    private final WebClient http;

    RpcWire(String name, WebClient http) {
        this.name = name;
        this.http = http;
    }

    /**
     * What came back, whatever it is.
     *
     * @param retryAfter the header of that name
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed.
    record Carried(int status, @Nullable String retryAfter, byte[] body) {

        boolean isOk() {
            return status / 100 == 2;
        }
    }

    /** Fails with {@link RpcFailure} and nothing else. */
    Mono<Carried> send(String method, byte[] question) {
        return http.post()
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(question)
                .exchangeToMono(RpcWire::carried)
                .onErrorMap(cause -> failure(method, cause))
                .contextWrite(LOSER);
    }

    private static Mono<Carried> carried(ClientResponse response) {
        var status = response.statusCode().value();
        var retryAfter = response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new Carried(status, retryAfter, body));
    }

    /** The address of a node may hold a secret, and the client's own messages repeat it. */
    private RpcFailure failure(String method, Throwable cause) {
        return switch (cause) {
            case DataBufferLimitException _ -> tooLarge(method);
            case WebClientResponseException e
                    when e.getCause() instanceof DataBufferLimitException ->
                    tooLarge(method);
            case WebClientException e ->
                    unavailable(method, TlsFlaw.in(e).orElse("no connection"), e.getCause());
            default -> unavailable(method, cause.getClass().getSimpleName(), cause);
        };
    }

    private RpcFailure tooLarge(String method) {
        return new RpcFailure.Malformed(
                "%s answered %s with more than can be read".formatted(name, method));
    }

    private RpcFailure unavailable(String method, String why, @Nullable Throwable cause) {
        return new RpcFailure.Unavailable("%s failed %s: %s".formatted(name, method, why), cause);
    }
}
