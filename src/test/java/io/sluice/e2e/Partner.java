package io.sluice.e2e;

import io.sluice.SseListener;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.SandboxMerchant;
import io.sluice.sandbox.TestToken;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A merchant's backend: what it does, it does over the public API. */
final class Partner {

    private final URI gateway;
    private final TestToken token;
    private final String bearer;

    Partner(URI gateway, TestToken token, String bearer) {
        this.gateway = gateway;
        this.token = token;
        this.bearer = bearer;
    }

    /** Registers the key of one account, and waits until addresses were derived from it. */
    void registerWallet(int account) {
        var body =
                """
                {"family":"eip155","xpub":"%s"}\
                """
                        .formatted(SandboxMerchant.xpub(account));
        var _ = post("/v1/merchant/wallets", body).expect(201);
    }

    /** Opens a payment in the sandbox's token, as soon as there are rates and addresses. */
    Payment open(String euros) {
        var last = new Reply[1];
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> {
                    last[0] = post("/v1/payments", order(euros));
                    return last[0].status() != 503 && last[0].status() != 409;
                });
        return new Payment(this, last[0].expect(201).json().get("id").asString());
    }

    /** A request for a payment in the sandbox's token. */
    String order(String euros) {
        return """
        {"price":{"amount":"%s","currency":"EUR"},"reference":"order-4711",
         "description":"Two tickets","assets":["%s"],"asset":"%s","metadata":{"cart":"88"},
         "choose_within":"PT30M","pay_within":"PT15M"}\
        """
                .formatted(euros, token.assetId(), token.assetId());
    }

    Reply post(String path, String body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    Reply post(String path, String body, String idempotencyKey) {
        var headers = new LinkedHashMap<>(authorized());
        headers.put("Idempotency-Key", idempotencyKey);
        return Http.send("POST", gateway.resolve(path), body, headers);
    }

    Reply get(String path) {
        return Http.get(gateway.resolve(path), authorized());
    }

    JsonNode read(String path) {
        return get(path).expect(200).json();
    }

    SseListener listen(String path) {
        return SseListener.open(gateway.resolve(path), authorized());
    }

    Map<String, String> authorized() {
        return Map.of("Authorization", "Bearer " + bearer);
    }

    URI gateway() {
        return gateway;
    }
}
