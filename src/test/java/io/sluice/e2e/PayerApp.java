package io.sluice.e2e;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A payer's wallet app that gives what it signed to the gateway. */
record PayerApp(Payment payment, String token) {

    static PayerApp of(Payment payment) {
        return new PayerApp(payment, payment.payerToken());
    }

    Reply submit(String raw) {
        return submit(raw, UUID.randomUUID().toString());
    }

    Reply submit(String raw, String idempotencyKey) {
        var headers = new LinkedHashMap<>(authorized());
        headers.put("Idempotency-Key", idempotencyKey);
        return post("transactions", raw, headers);
    }

    Reply hint(String hash) {
        return post("hints", hash, authorized());
    }

    /** The transactions of the payment, as the payer sees them. */
    JsonNode transactions() {
        return Http.get(url("transactions"), authorized()).expect(200).json().get("data");
    }

    /** The state of the only transaction. */
    String state() {
        return transactions().path(0).path("state").asString("");
    }

    private Reply post(String what, String transaction, Map<String, String> headers) {
        var body =
                """
                {"transaction":"%s"}\
                """
                        .formatted(transaction);
        return Http.send("POST", url(what), body, headers);
    }

    private URI url(String what) {
        return payment.partner().gateway().resolve(payment.path() + "/" + what);
    }

    private Map<String, String> authorized() {
        return Map.of("Authorization", "Bearer " + token);
    }
}
