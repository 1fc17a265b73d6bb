package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RpcNodeTests {

    private static final String SECRET = "https://node.example/v3/0123456789abcdef";

    private static final ExchangeStrategies LIMITED =
            ExchangeStrategies.builder()
                    .codecs(it -> it.defaultCodecs().maxInMemorySize(1_000))
                    .build();

    @Test
    void givesTheResultOfItsQuestion() {
        answering(HttpStatus.OK, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x10\"}")
                .as(StepVerifier::create)
                .expectNext("0x10")
                .verifyComplete();
    }

    @Test
    void readsLargeAnswersOffTheEventLoop() {
        ask(_ -> reply(HttpStatus.OK, "{\"id\":1,\"result\":\"" + "0".repeat(9_000) + "\"}"))
                .map(_ -> Thread.currentThread().getName())
                .as(StepVerifier::create)
                .assertNext(thread -> assertThat(thread).startsWith("rpc-reading"))
                .verifyComplete();
    }

    @Test
    void readsAnswersWithSpaceBeforeThem() {
        answering(HttpStatus.OK, " \r\n\t{\"id\":1,\"result\":\"0x10\"}")
                .as(StepVerifier::create)
                .expectNext("0x10")
                .verifyComplete();
    }

    @Test
    void takesAnIdThatCameBackAsText() {
        answering(HttpStatus.OK, "{\"id\":\"1\",\"result\":\"0x10\",\"more\":{}}")
                .as(StepVerifier::create)
                .expectNext("0x10")
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":2,\"result\":\"0x10\"}",
                "{\"id\":1.0,\"result\":\"0x10\"}",
                "{\"id\":null,\"result\":\"0x10\"}",
                "{\"result\":\"0x10\"}",
                "[{\"id\":1,\"result\":\"0x10\"}]",
                "{\"id\":1,\"result\":{\"a\":1}}",
                "{\"id\":1,\"result\":\"0x1",
                "<html>busy</html>",
                " ",
                ""
            })
    void hasNoUseForAnswersThatMakeNoSense(String body) {
        answering(HttpStatus.OK, body)
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Malformed.class);
    }

    @Test
    void tellsARefusalFromAFault() {
        answering(HttpStatus.OK, "{\"id\":1,\"error\":{\"code\":-32005,\"message\":\"slow down\"}}")
                .as(StepVerifier::create)
                .verifyErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(RpcFailure.Refused.class);
                    assertThat(((RpcFailure.Refused) failure).code()).isEqualTo(-32005);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"message\":\"slow down\"}", "{\"code\":null}", "{}"})
    void takesARefusalWithoutACodeForOne(String error) {
        answering(HttpStatus.OK, "{\"id\":1,\"error\":" + error + "}")
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Refused.class);
    }

    @Test
    void takesNothingForWeakNotForAnAnswer() {
        answering(HttpStatus.OK, "{\"id\":1,\"result\":null}")
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Missing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 429, RATE_LIMIT",
        "429, 0, RATE_LIMIT",
        "401, 0, AUTH",
        "402, 0, BILLING",
        "413, 0, RANGE_TOO_LARGE",
        "504, 0, TIMEOUT",
        "503, 0, UNAVAILABLE",
        "400, -32601, UNSUPPORTED_METHOD"
    })
    void tellsWhatARefusalMeans(int status, int code, RpcErrorClass means) {
        answering(HttpStatus.valueOf(status), "{\"id\":1,\"error\":{\"code\":" + code + "}}")
                .as(StepVerifier::create)
                .verifyErrorSatisfies(failure ->
                        assertThat(((RpcFailure) failure).errorClass()).isEqualTo(means));
    }

    @Test
    void isUnavailableWhenHttpSaysSo() {
        answering(HttpStatus.SERVICE_UNAVAILABLE, "<html>busy</html>")
                .as(StepVerifier::create)
                .verifyErrorSatisfies(failure ->
                        assertThat(failure)
                                .isInstanceOf(RpcFailure.Unavailable.class)
                                .hasMessageContaining("503"));
    }

    @Test
    void takesAnErrorThatSaysItHasNothingForWeak() {
        answering(
                        HttpStatus.OK,
                        "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"header not found\"}}")
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Missing.class);
    }

    @Test
    void repeatsNoSecretThatTheNodeRepeats() {
        answering(
                        HttpStatus.OK,
                        "{\"id\":1,\"error\":{\"code\":-32000,\"message\":"
                                + "\"bad key 0123456789abcdef at https://other.example/0123\\nso\"}}")
                .as(StepVerifier::create)
                .verifyErrorSatisfies(failure ->
                        assertThat(failure).hasMessageEndingWith("bad key *** at *** so"));
    }

    @Test
    void neverSaysWhereItIs() {
        ask(_ ->
                        Mono.error(
                                new WebClientRequestException(
                                        new IOException("refused"),
                                        HttpMethod.POST,
                                        URI.create(SECRET),
                                        HttpHeaders.EMPTY)))
                .as(StepVerifier::create)
                .verifyErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(RpcFailure.Unavailable.class);
                    assertThat(failure).hasMessageNotContaining("0123456789abcdef");
                    assertThat(failure.getCause()).hasMessage("refused");
                });
    }

    @Test
    void stopsReadingAnAnswerThatIsTooLarge() {
        answering(HttpStatus.OK, "{\"id\":1,\"result\":\"" + "0".repeat(2_000) + "\"}")
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Malformed.class);
    }

    @Test
    void hangsUpWhenNobodyWaitsAnyMore() {
        var cut = new AtomicInteger();

        ask(_ -> Mono.<ClientResponse>never().doOnCancel(cut::incrementAndGet))
                .as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(10))
                .thenCancel()
                .verify();

        assertThat(cut).hasValue(1);
    }

    private static Mono<String> answering(HttpStatus status, String body) {
        return ask(_ -> Mono.just(ClientResponse.create(status, LIMITED).body(body).build()));
    }

    private static Mono<ClientResponse> reply(HttpStatus status, String body) {
        return Mono.just(ClientResponse.create(status).body(body).build());
    }

    private static Mono<String> ask(ExchangeFunction exchange) {
        return RpcNodesForTests.node(SECRET, "a", "a", exchange)
                .call("eth_blockNumber", List.of(), String.class);
    }
}
