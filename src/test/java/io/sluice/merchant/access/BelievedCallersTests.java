package io.sluice.merchant.access;

import static io.sluice.platform.rate.RatedGatewayForTests.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.rate.RatedGatewayForTests;
import io.sluice.platform.rate.Rates;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Who is let in at once, which is answered with 202 here; on the usual way it is 200. */
class BelievedCallersTests {

    private static final Caller.Partner READER = partner("payments:read");

    private final AtomicBoolean good = new AtomicBoolean(true);
    private final BelievedTokens believed = new BelievedTokens(10, _ -> good.get());
    private final RatedGatewayForTests gateway =
            RatedGatewayForTests.with(this::door, "sluice.http.rate.client=2/1h");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void areThoseWhoseTokenWasBelievedBefore() {
        assertThat(answer("Bearer one")).isEqualTo(200);

        believed.keep("one", BelievedTokensTests.token(READER));

        assertThat(answer("bearer one")).isEqualTo(202);
    }

    @Test
    void areNoneWithoutTheScope() {
        believed.keep("one", BelievedTokensTests.token(partner("payments:write")));

        assertThat(answer("Bearer one")).isEqualTo(200);
    }

    @Test
    void areNoneWhoseTokenIsNoLongerGood() {
        believed.keep("one", BelievedTokensTests.token(READER));
        assertThat(answer("Bearer one")).isEqualTo(202);

        good.set(false);

        assertThat(answer("Bearer one")).isEqualTo(200);
    }

    @Test
    void areNoneWithTwoTokens() {
        believed.keep("one", BelievedTokensTests.token(READER));

        assertThat(answer("Bearer one", "Bearer one")).isEqualTo(200);
    }

    @Test
    void areNoneWithAnotherScheme() {
        believed.keep("one", BelievedTokensTests.token(READER));

        assertThat(answer("DPoP one")).isEqualTo(200);
        assertThat(answer()).isEqualTo(200);
    }

    @Test
    void areCountedTogetherWithWhatTheyAskInTheUsualWay() {
        assertThat(answer("Bearer one")).isEqualTo(200);
        believed.keep("one", BelievedTokensTests.token(READER));
        assertThat(answer("Bearer one")).isEqualTo(202);

        assertThat(answer("Bearer one")).isEqualTo(429);
        assertThat(gateway.refused("client")).isEqualTo(1);
    }

    private int answer(String... authorization) {
        var request = MockServerHttpRequest.get("/things").header("Authorization", authorization);
        return status(gateway.answer(request, "10.0.0.1"));
    }

    private WebFilter door(Rates rates) {
        var rate = new ClientRate(rates);
        var callers = new BelievedCallers(believed, rate);
        return (exchange, chain) ->
                callers.serve(
                                exchange,
                                "payments:read",
                                _ ->
                                        Mono.fromRunnable(() ->
                                                exchange.getResponse()
                                                        .setStatusCode(HttpStatus.ACCEPTED)))
                        .orElseGet(() ->
                                rate.filter(exchange, chain)
                                        .contextWrite(
                                                ReactiveSecurityContextHolder.withAuthentication(
                                                        new CallerAuthentication(READER))));
    }

    private static Caller.Partner partner(String scope) {
        return new Caller.Partner(
                new MerchantId("shop"), "backend", Set.of(scope), Instant.EPOCH, Instant.MAX);
    }
}
