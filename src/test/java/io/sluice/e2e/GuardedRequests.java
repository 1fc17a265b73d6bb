package io.sluice.e2e;

import io.sluice.sandbox.SandboxMerchant;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** For each guarded route, a request that its owner may make. */
final class GuardedRequests {

    private static final Map<String, String> QUERIES =
            Map.of(
                    "GET /v1/rates", "?base=USDC&quote=EUR",
                    "GET /v1/rates/stream", "?base=USDC&quote=EUR");

    private static final Reply OPENED =
            new Reply(200, HttpHeaders.of(Map.of(), (_, _) -> true), "");

    private final World world;
    private final Partner owner;

    /** What to send with each route that is not only read. */
    private final Map<String, String> bodies;

    GuardedRequests(World world, Partner owner) {
        this.world = world;
        this.owner = owner;
        this.bodies = bodies();
    }

    Set<String> known() {
        return bodies.keySet();
    }

    /** What is answered about {@code thing}; neither token nor ticket is sent where it is empty. */
    Reply send(GuardedRoute route, String thing, String token, String ticket) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        headers.put("If-Match", "\"1\"");
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        var query =
                ticket.isEmpty() ? QUERIES.getOrDefault(route.toString(), "") : "?ticket=" + ticket;
        var url = world.gateway().resolve(route.path(thing) + query);
        var body = bodies.getOrDefault(route.toString(), "");
        return Http.sendAsync(route.method(), url, body, headers)
                // A stream that was opened by mistake would not end.
                .completeOnTimeout(OPENED, 5, TimeUnit.SECONDS)
                .join();
    }

    private Map<String, String> bodies() {
        var order = owner.order("25.00");
        var asset = world.sandbox().token().assetId();
        var payments = "POST /v1/payments";
        var one = payments + "/{id}";
        return Map.ofEntries(
                Map.entry(payments, order),
                Map.entry(one + "/asset", "{\"asset\":\"" + asset + "\"}"),
                Map.entry(one + "/cancel", ""),
                Map.entry(one + "/hints", "{\"transaction\":\"0x" + "1".repeat(64) + "\"}"),
                Map.entry(one + "/payer-token", ""),
                Map.entry(one + "/resolutions", "{\"action\":\"accept\"}"),
                Map.entry(one + "/stream-tickets", ""),
                Map.entry(one + "/transactions", "{\"transaction\":\"0x02c0\"}"),
                Map.entry("POST /v1/quotes", quoteOrder()),
                Map.entry("PUT /v1/merchant", settings()),
                Map.entry("PUT /v1/merchants/{merchant}", settings()),
                Map.entry("POST /v1/merchants/{merchant}/wallets", key(7778)),
                Map.entry("POST /v1/merchants/{merchant}/wallets/{id}/use", ""),
                Map.entry("POST /v1/merchant/wallets/{id}/use", ""),
                Map.entry("POST /v1/merchant/wallets", key(7777)));
    }

    static String key(int account) {
        return "{\"family\":\"eip155\",\"xpub\":\"" + SandboxMerchant.xpub(account) + "\"}";
    }

    String quoteOrder() {
        return """
        {"price":{"amount":"25.00","currency":"EUR"},"asset":"%s"}\
        """
                .formatted(world.sandbox().token().assetId());
    }

    private String settings() {
        var settings = (ObjectNode) owner.read("/v1/merchant");
        settings.remove("id");
        return settings.toString();
    }
}
