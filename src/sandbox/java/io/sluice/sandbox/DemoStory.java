package io.sluice.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One payment from the token to settled, told as it happens, over the public API only. */
final class DemoStory {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CLIENT = "demo-shop";

    private final LocalGateway gateway;
    private final PrintStream out;
    private final PublicApi merchant;
    private final Instant start = Instant.now();

    DemoStory(LocalGateway gateway, PrintStream out) {
        this.gateway = gateway;
        this.out = out;
        this.merchant =
                PublicApi.of(
                        gateway.url(),
                        gateway.sandbox().issuer().tokenUrl(),
                        CLIENT,
                        TokenIssuer.SECRET);
    }

    /**
     * Takes the payment and returns its id.
     *
     * @throws IllegalStateException with the reason, when it does not end settled
     */
    String tell() {
        say("got a token as client " + CLIENT);
        introduce();
        var payment = open();
        var id = payment.path("id").asString();
        var instructions = merchant.get("/v1/payments/" + id + "/instructions");
        show(payment, instructions);
        follow(id, instructions);
        return id;
    }

    private void introduce() {
        var settings = (ObjectNode) merchant.get("/v1/merchant");
        settings.remove("id");
        var _ = merchant.put("/v1/merchant", settings.put("display_name", "Demo shop"));
        var wallet = Map.of("family", "eip155", "xpub", SandboxMerchant.xpub(0));
        var _ = merchant.post("/v1/merchant/wallets", wallet);
        say("set up the merchant and their wallet (extended public key only)");
    }

    private JsonNode open() {
        var asset = gateway.sandbox().token().assetId();
        var payment =
                merchant.post(
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
                                asset));
        say("opened payment " + payment.path("id").asString() + " over 25.00 EUR");
        return payment;
    }

    private void show(JsonNode payment, JsonNode instructions) {
        var due = payment.path("amounts").path("due");
        var uri = instructions.path("uri").asString();
        say(
                "pay %s %s to %s"
                        .formatted(
                                due.path("amount").asString(),
                                due.path("symbol").asString(),
                                payment.path("address").asString()));
        out.println();
        out.println("  " + uri);
        out.println();
        out.println(TerminalQr.of(uri));
    }

    private void follow(String id, JsonNode instructions) {
        var token = merchant.post("/v1/payments/" + id + "/payer-token", Map.of());
        var payer = new PublicApi(gateway.url(), token.path("token").asString());
        try (var events = new EventReader(payer.lines("/v1/payments/" + id + "/stream"))) {
            say("the payer's wallet listens to the status stream");
            var status = "";
            while (!status.equals("settled")) {
                var event = events.next();
                var next = hear(event, status);
                if (status.isEmpty() && next.equals("awaiting_payment")) {
                    pay(instructions);
                }
                status = next;
            }
        }
    }

    /** Says what is new, and returns the status from now on. */
    private String hear(EventReader.Event event, String status) {
        var data = JSON.readTree(event.data());
        return switch (event.name()) {
            case "snapshot", "payment" -> hearStatus(data.path("data"), status);
            case "progress" -> {
                var done = data.path("confirmations").asInt();
                var needed = data.path("required").asInt();
                say("  %s (%d of %d)".formatted(status, done, needed));
                yield status;
            }
            case "end", "reauth" ->
                    throw new IllegalStateException("the stream ended at status " + status);
            default -> status;
        };
    }

    private String hearStatus(JsonNode payment, String before) {
        var status = payment.path("status").asString();
        if (!status.equals(before)) {
            say("→ " + status);
        }
        return switch (status) {
            case "expired", "action_required", "canceled", "failed", "reversed" ->
                    throw new IllegalStateException("the payment ended as " + status);
            default -> status;
        };
    }

    private void pay(JsonNode instructions) {
        var transaction = instructions.path("transaction");
        var sent =
                gateway.sandbox()
                        .payer()
                        .follow(
                                Map.of(
                                        "to", transaction.path("to").asString(),
                                        "value", transaction.path("value").asString("0x0"),
                                        "data", transaction.path("data").asString("0x")));
        say("the payer's wallet sent " + sent.hash());
    }

    private void say(String what) {
        var elapsed = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        var time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
        out.printf("%s  +%5.2fs  %s%n", time.format(Instant.now()), elapsed, what);
    }
}
