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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        var _ = patiently("/v1/merchant/wallets", body).expect(201);
    }

    /** Opens a payment in the sandbox's token, as soon as there are rates and addresses. */
    Payment open(String euros) {
        return opened(patiently("/v1/payments", order(euros)));
    }

    private Payment opened(Reply reply) {
        return new Payment(this, reply.expect(201).json().get("id").asString());
    }

    /** As soon as there are issuer keys, rates and addresses. */
    private Reply patiently(String path, String body) {
        var last = new Reply[1];
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> {
                    last[0] = post(path, body);
                    return last[0].status() != 503 && last[0].status() != 409;
                });
        return last[0];
    }

    /**
     * Opens a payment that must be paid within twenty seconds; {@code asset} null for none chosen.
     */
    Payment openShort(@Nullable String asset) {
        var chosen = asset == null ? "null" : "\"" + asset + "\"";
        var order =
                """
                {"price":{"amount":"25.00","currency":"EUR"},"reference":"order-4711",
                 "asset":%s,"choose_within":"PT10S","pay_within":"PT20S"}\
                """
                        .formatted(chosen);
        return opened(post("/v1/payments", order));
    }

    /** Changes what happens to value that comes late. */
    void late(String word) {
        var settings = (ObjectNode) read("/v1/merchant");
        settings.remove("id");
        settings.put("late", word);
        var _ =
                Http.send("PUT", gateway.resolve("/v1/merchant"), settings.toString(), authorized())
                        .expect(200);
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

    Reply resolve(String path, String version, String body) {
        var headers = new LinkedHashMap<>(authorized());
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        headers.put("If-Match", "\"" + version + "\"");
        return Http.send("POST", gateway.resolve(path + "/resolutions"), body, headers);
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
