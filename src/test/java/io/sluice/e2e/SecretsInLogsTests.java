package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.sandbox.AccessToken;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.SandboxMerchant;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole run, in which every secret is used as it should be, and as it should not. */
@Tag("full")
class SecretsInLogsTests {

    private static final String PRIVATE_KEY =
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMR"
                    + "NNU3TGtRBeJgk33yuGBxrMPHi";
    private static final String MNEMONIC =
            "legal winner thank year wave sausage worth useful legal winner thank yellow";

    private final LoggedGateway gateway = new LoggedGateway();
    private final Partner partner =
            new Partner(gateway.url(), gateway.sandbox().token(), token("a good token", good()));

    @Test
    void showNoSecretThatWasUsed() {
        try (gateway) {
            partner.registerWallet(7);
            var _ = secret("the wallet's key", SandboxMerchant.xpub(7));
            refuseWallets();
            var payment = partner.open("25.00");
            useTokens(payment);
            usePayerTokens(payment);
            useTickets(payment);
            loseServers(payment);

            var said = gateway.stop();

            assertThat(said)
                    .contains("Started Gateway", "GET /v1/payments", "code=")
                    .hasSizeGreaterThan(100_000);
            assertThat(gateway.leaks().in(said)).isEmpty();
        }
    }

    private void refuseWallets() {
        for (var secret : List.of(PRIVATE_KEY, MNEMONIC)) {
            var _ = secret("what opens a wallet", secret);
            for (var body :
                    List.of(
                            "{\"family\":\"eip155\",\"xpub\":\"%s\"}",
                            "{\"family\":\"eip155\",\"%s\":1}",
                            "{\"family\":\"%s\",\"xpub\":\"x\"}",
                            "{\"family\":\"eip155\",\"xpub\":[\"%s\"]}",
                            "{\"family\":\"eip155\",\"xpub\":\"%s\"",
                            "%s")) {
                var reply = partner.post("/v1/merchant/wallets", body.formatted(secret));
                assertThat(reply.status()).as(body).isBetween(400, 422);
            }
        }
    }

    private void useTokens(Payment payment) {
        var key = secret("an idempotency key", UUID.randomUUID().toString());
        var order = partner.order("25.00");
        assertThat(partner.post("/v1/payments", order, key).status()).isEqualTo(201);
        assertThat(partner.post("/v1/payments", order, key).status()).isEqualTo(201);
        assertThat(partner.post("/v1/payments", "{}", key).status()).isBetween(400, 422);
        useWrongly(token("an expired token", good().expired()), payment);
        useWrongly(token("a token for others", good().with("aud", "others")), payment);
        useWrongly(token("a token of nobody", good().without("merchant")), payment);
        useWrongly(token("a token of no use", good().scope("nothing")), payment);
        useWrongly(token("a forged token", good().with("iss", "https://x.example")), payment);
        useWrongly(secret("no token at all", UUID.randomUUID().toString()), payment);
        var good = token("a good token in a wrong place", good());
        for (var headers :
                List.of(
                        Map.of("Authorization", "Basic " + good),
                        Map.of("Authorization", "Bearer " + good + "."),
                        Map.of("Authorization", good),
                        Map.of("DPoP", good))) {
            var path = payment.path();
            assertThat(Http.get(at(path), headers).status()).isEqualTo(401);
        }
    }

    private void useWrongly(String token, Payment payment) {
        var bearer = Map.of("Authorization", "Bearer " + token);
        for (var path : List.of("/v1/payments", payment.path(), payment.path() + "/stream")) {
            assertThat(Http.get(at(path), bearer).status()).isIn(401, 403);
        }
        var order = partner.order("25.00");
        var reply = Http.send("POST", at("/v1/payments"), order, bearer);
        assertThat(reply.status()).isIn(401, 403);
    }

    private void usePayerTokens(Payment payment) {
        var token = secret("a payer's token", payment.payerToken());
        var bearer = Map.of("Authorization", "Bearer " + token);
        assertThat(Http.get(at(payment.path()), bearer).status()).isEqualTo(200);
        assertThat(Http.get(at("/v1/payments"), bearer).status()).isEqualTo(403);
        var torn = Map.of("Authorization", "Bearer " + token.substring(0, token.length() - 4));
        assertThat(Http.get(at(payment.path()), torn).status()).isEqualTo(401);
    }

    private void useTickets(Payment payment) {
        var bought = partner.post(payment.path() + "/stream-tickets", "").expect(201).json();
        var url = URI.create(bought.get("url").asString());
        var ticket = url.getQuery().replaceFirst(".*ticket=([^&]*).*", "$1");
        var _ = secret("a ticket", ticket.substring(ticket.indexOf('_') + 1));
        try (var stream = SseListener.open(url, Map.of())) {
            stream.hears(ofSeconds(5), it -> it.event().equals("snapshot"));
        }
        var beside = Http.get(url, partner.authorized());
        assertThat(beside.status()).isEqualTo(400);
        var elsewhere = at("/v1/payments?ticket=" + ticket);
        assertThat(Http.get(elsewhere, Map.of()).status()).isEqualTo(401);
        assertThat(Http.get(at("/nowhere?ticket=" + ticket), Map.of()).status()).isIn(401, 404);
    }

    private void loseServers(Payment payment) {
        gateway.database(false);
        Eventually.holds(ofSeconds(20), () -> partner.get(payment.path()).status() == 503);
        var _ = partner.post("/v1/payments", partner.order("25.00"));
        gateway.database(true);
        gateway.forgetRedisPassword();
        gateway.sandbox().issuer().down(true);
        Eventually.holds(ofSeconds(20), () -> partner.get(payment.path()).status() == 200);
        assertThat(partner.open("25.00").status()).isEqualTo("awaiting_payment");
    }

    private AccessToken good() {
        return gateway.sandbox().issuer().token("acme");
    }

    /** The whole, and what makes it more than its name. */
    private String token(String what, AccessToken token) {
        var whole = secret(what, token.serialized());
        var _ = secret(what, whole.substring(whole.lastIndexOf('.') + 1));
        return whole;
    }

    private String secret(String what, String secret) {
        return gateway.leaks().secret(what, secret);
    }

    private URI at(String path) {
        return gateway.url().resolve(path);
    }
}
