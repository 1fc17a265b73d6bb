package io.sluice.platform.rate;

import static io.sluice.platform.rate.RatedGatewayForTests.status;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

/** What clients are told who ask too often, without Redis. */
class RateLimitTests {

    private final RatedGatewayForTests gateway =
            RatedGatewayForTests.with(
                    _ -> (exchange, chain) -> chain.filter(exchange),
                    "sluice.http.rate.address=2/1h");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void tellsWhatIsLeftAndRefusesWhoAsksTooOften() {
        var first = get("/things", "9.9.9.9");
        assertThat(status(first)).isEqualTo(200);
        assertThat(first.getHeaders().get("RateLimit-Policy"))
                .containsExactly("\"address\";q=2;w=3600");
        assertThat(first.getHeaders().getFirst("RateLimit"))
                .matches("\"address\";r=1;t=(1799|1800)");
        assertThat(status(get("/things", "9.9.9.9"))).isEqualTo(200);

        var refused = get("/things", "9.9.9.9");

        assertThat(status(refused)).isEqualTo(429);
        assertThat(refused.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(refused.getBodyAsString().block(ofSeconds(5)))
                .contains("\"/problems/rate-limited\"", "\"retryable\":true");
        assertThat(Integer.parseInt(refused.getHeaders().getFirst("Retry-After")))
                .isBetween(1_700, 1_800);
        assertThat(refused.getHeaders().getFirst("RateLimit")).startsWith("\"address\";r=0;t=");
        assertThat(gateway.refused("address")).isEqualTo(1);
        assertThat(status(get("/things", "9.9.9.8"))).isEqualTo(200);
    }

    @Test
    void doesNotCountAProxyOfOurOwn() {
        for (var at = 0; at < 5; at++) {
            var answer = get("/things", "10.0.0.1");
            assertThat(status(answer)).isEqualTo(200);
            assertThat(answer.getHeaders().getFirst("RateLimit")).isNull();
        }
    }

    @Test
    void tellsAnEventSourceOnlyWhenToComeBack() {
        var browser = MockServerHttpRequest.get("/things/stream").header("Sec-Fetch-Mode", "cors");
        for (var at = 0; at < 2; at++) {
            assertThat(status(answer(browser, "9.9.9.9"))).isEqualTo(200);
        }

        var refused = answer(browser, "9.9.9.9");

        assertThat(status(refused)).isEqualTo(200);
        assertThat(refused.getHeaders().getFirst("Content-Type")).startsWith("text/event-stream");
        assertThat(refused.getBodyAsString().block(ofSeconds(5)))
                .matches("retry: [0-9]{4,5}\\n\\n");
        assertThat(status(get("/things/stream", "9.9.9.9"))).isEqualTo(429);
        assertThat(gateway.refused("address")).isEqualTo(2);
    }

    @Test
    void readsWhatIsConfiguredAndNothingElse() {
        assertThat(Quota.of("100/10s")).isEqualTo(new Quota(100, ofSeconds(10)));
        assertThat(Quota.of("0/1s").isUnlimited()).isTrue();
        assertThat(Quota.of("999999999/1s").bucket().getBandwidths()).hasSize(1);
        for (var wrong : new String[] {"", "100", "-1/1s", "1/0s", "1/2h", "1/100ms", "a/b"}) {
            assertThatThrownBy(() -> Quota.of(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private MockServerHttpResponse get(String path, String from) {
        return answer(MockServerHttpRequest.get(path), from);
    }

    private MockServerHttpResponse answer(
            MockServerHttpRequest.BaseBuilder<?> request, String from) {
        return gateway.answer(request, from);
    }
}
