package io.sluice.sandbox;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One payment from the token to settled, told as it happens, over the public API only. */
final class DemoStory {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final LocalGateway gateway;
    private final DemoShop shop;
    private final Narrator narrator;

    DemoStory(LocalGateway gateway, DemoShop shop, Narrator narrator) {
        this.gateway = gateway;
        this.shop = shop;
        this.narrator = narrator;
    }

    /**
     * Takes the payment and returns its id.
     *
     * @throws IllegalStateException with the reason, when it does not end settled
     */
    String tell() {
        var payment = open();
        var id = payment.path("id").asString();
        var instructions = shop.api().get("/v1/payments/" + id + "/instructions");
        show(payment, instructions);
        follow(id, instructions);
        return id;
    }

    private JsonNode open() {
        var payment = shop.open(gateway.sandbox().token().assetId(), Duration.ofMinutes(15));
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
        narrator.show("  " + uri + "\n\n" + TerminalQr.of(uri));
    }

    private void follow(String id, JsonNode instructions) {
        var token = shop.api().post("/v1/payments/" + id + "/payer-token", Map.of());
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
        narrator.say(what);
    }
}
