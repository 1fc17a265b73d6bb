package io.sluice.merchant.access;

import static io.sluice.platform.rate.RatedGatewayForTests.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.rate.RatedGatewayForTests;
import io.sluice.platform.rate.Rates;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.WebFilter;

class ClientRateTests {

    private static final Map<String, Caller> CALLERS =
            Map.of(
                    "backend", partner("shop", "https://issuer backend"),
                    "backend of another shop", partner("other", "https://issuer backend"),
                    "its namesake", partner("shop", "https://elsewhere backend"),
                    "payer", payer("pay_1"),
                    "another payer", payer("pay_2"));

    private final RatedGatewayForTests gateway =
            RatedGatewayForTests.with(
                    ClientRateTests::knowing,
                    "sluice.http.rate.client=2/1h",
                    "sluice.http.rate.payer=1/1h");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void countsAClientForWhicheverMerchantItActs() {
        assertThat(status(get("backend"))).isEqualTo(200);
        assertThat(status(get("backend of another shop"))).isEqualTo(200);

        assertThat(status(get("backend"))).isEqualTo(429);
        assertThat(status(get("its namesake"))).isEqualTo(200);
        assertThat(gateway.refused("client")).isEqualTo(1);
        assertThat(gateway.refused("payer")).isZero();
    }

    @Test
    void countsAPayerByThePayment() {
        assertThat(status(get("payer"))).isEqualTo(200);

        assertThat(status(get("payer"))).isEqualTo(429);
        assertThat(status(get("another payer"))).isEqualTo(200);
        assertThat(gateway.refused("payer")).isEqualTo(1);
    }

    @Test
    void countsNobodyWhoIsNotKnown() {
        for (var at = 0; at < 5; at++) {
            var answer = get("nobody");
            assertThat(status(answer)).isEqualTo(200);
            assertThat(answer.getHeaders().getFirst("RateLimit")).isNull();
        }
    }

    private MockServerHttpResponse get(String who) {
        return gateway.answer(MockServerHttpRequest.get("/things").header("Who", who), "10.0.0.1");
    }

    private static WebFilter knowing(Rates rates) {
        var filter = new ClientRate(rates);
        return (exchange, chain) -> {
            var who = Objects.requireNonNull(exchange.getRequest().getHeaders().getFirst("Who"));
            var caller = CALLERS.get(who);
            var serving = filter.filter(exchange, chain);
            return caller == null
                    ? serving
                    : serving.contextWrite(
                            ReactiveSecurityContextHolder.withAuthentication(
                                    new CallerAuthentication(caller)));
        };
    }

    private static Caller partner(String merchant, String client) {
        return new Caller.Partner(
                new MerchantId(merchant), client, Set.of(), Instant.EPOCH, Instant.MAX);
    }

    private static Caller payer(String payment) {
        return new Caller.Payer(new MerchantId("shop"), payment, Instant.EPOCH, Instant.MAX);
    }
}
