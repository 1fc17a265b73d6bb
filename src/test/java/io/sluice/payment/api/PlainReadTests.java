package io.sluice.payment.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.mock.http.server.reactive.MockServerHttpRequest.get;
import static org.springframework.mock.http.server.reactive.MockServerHttpRequest.head;
import static org.springframework.mock.http.server.reactive.MockServerHttpRequest.method;
import static org.springframework.mock.http.server.reactive.MockServerHttpRequest.post;

import io.sluice.payment.PaymentId;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest.BaseBuilder;

class PlainReadTests {

    private static final String ID = "pay_01jz8q4k7m2n3p5r6s7t8v9w0x";
    private static final String PATH = "/v1/payments/" + ID;

    @Test
    void isAReadOfOnePayment() {
        var usual =
                get(PATH)
                        .header("Host", "pay.example")
                        .header("AUTHORIZATION", "Bearer token")
                        .header("user-agent", "shop/1.0")
                        .header("Accept", "application/json");

        assertThat(PlainRead.of(usual.build())).contains(new PaymentId(ID));
        assertThat(PlainRead.of(get(PATH).build())).contains(new PaymentId(ID));
        assertThat(PlainRead.of(get(PATH).header("Accept", "*/*").build())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH + "/",
                PATH + "/events",
                PATH + "?",
                PATH + "?expand=all",
                PATH + ";a=b",
                "/v1/payments/",
                "/v1/payments",
                "/v1//payments/" + ID,
                "/v1/payments/./" + ID,
                "/v1/payments/%70ay_01jz8q4k7m2n3p5r6s7t8v9w0x",
                "/v1/payments/pay_01jz8q4k7m2n3p5r6s7t8v9w0",
                "/v1/payments/pay_01JZ8Q4K7M2N3P5R6S7T8V9W0X",
                "/v1/payments/pay_01jz8q4k7m2n3p5r6s7t8v9w0u",
                "/v1/events/" + ID
            })
    void isSpelledInTheUsualWay(String address) {
        var request = method(HttpMethod.GET, URI.create("http://pay.example" + address));

        assertThat(PlainRead.of(request.build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Accept             | text/html
                    Accept             | application/*
                    Accept             | application/json;q=0.5
                    Content-Length     | 2
                    Content-Type       | application/json
                    Cookie             | session=1
                    Expect             | 100-continue
                    Idempotency-Key    | 1
                    If-Match           | "1"
                    If-Modified-Since  | Fri, 27 Nov 2026 08:00:00 GMT
                    If-None-Match      | "1"
                    Last-Event-ID      | 1
                    Range              | bytes=0-1
                    Transfer-Encoding  | chunked
                    Upgrade            | h2c
                    X-Unheard-Of       | 1
                    """)
    void saysNothingAboutTheAnswer(String name, String value) {
        assertThat(PlainRead.of(get(PATH).header(name, value).build())).isEmpty();
    }

    @Test
    void takesJsonAndNothingElse() {
        var both = get(PATH).header("Accept", "application/json", "text/html");

        assertThat(PlainRead.of(both.build())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("otherMethods")
    void isAGet(BaseBuilder<?> request) {
        assertThat(PlainRead.of(request.build())).isEmpty();
    }

    static Stream<BaseBuilder<?>> otherMethods() {
        return Stream.of(
                head(PATH),
                post(PATH),
                MockServerHttpRequest.method(HttpMethod.valueOf("get"), PATH));
    }
}
