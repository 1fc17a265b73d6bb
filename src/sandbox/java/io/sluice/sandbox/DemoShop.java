package io.sluice.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The merchant of the demo, whom the gateway knows from their token on.
 *
 * @param api the only thing they speak
 */
public record DemoShop(PublicApi api) {

    private static final String CLIENT = "demo-shop";

    /** Gets a token, says who they are, and registers a wallet. */
    static DemoShop introduce(URI gateway, TokenIssuer issuer, Narrator narrator) {
        var api = PublicApi.of(gateway, issuer.tokenUrl(), CLIENT, TokenIssuer.SECRET);
        narrator.say("got a token as client " + CLIENT);
        var settings = (ObjectNode) api.get("/v1/merchant");
        settings.remove("id");
        var _ = api.put("/v1/merchant", settings.put("display_name", "Demo shop"));
        var wallet = Map.of("family", "eip155", "xpub", SandboxMerchant.xpub(0));
        var _ = api.post("/v1/merchant/wallets", wallet);
        narrator.say("set up the merchant and their wallet (extended public key only)");
        return new DemoShop(api);
    }

    /** Opens a payment over 25 euros that is to be paid in {@code asset}. */
    public JsonNode open(String asset, Duration payWithin) {
        return api.post(
                "/v1/payments",
                Map.of(
                        "price",
                        Map.of("amount", "25.00", "currency", "EUR"),
                        "reference",
                        "order-4711",
                        "description",
                        "Two tickets",
                        "assets",
                        List.of(asset),
                        "asset",
                        asset,
                        "pay_within",
                        payWithin.toString()));
    }
}
