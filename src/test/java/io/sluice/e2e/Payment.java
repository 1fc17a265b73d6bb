package io.sluice.e2e;

import io.sluice.SseListener;
import io.sluice.SseListener.Heard;
import io.sluice.sandbox.Eventually;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A payment of a test, and what it says about itself over the API. */
record Payment(Partner partner, String id) {

    private static final JsonMapper JSON = JsonMapper.shared();

    String path() {
        return "/v1/payments/" + id;
    }

    JsonNode view() {
        return partner.read(path());
    }

    String status() {
        return view().get("status").asString();
    }

    String address() {
        return view().get("address").asString();
    }

    /** What must be paid. */
    long due() {
        return new BigInteger(view().at("/amounts/due/units").asString()).longValueExact();
    }

    /** What is out of the ordinary. */
    List<String> exceptions() {
        return view().get("exceptions").valueStream().map(JsonNode::asString).toList();
    }

    /** Waits until it stands at {@code status}. */
    void becomes(String status) {
        becomesOneOf(status);
    }

    /** Waits until enough counts, however deep it is already. */
    void becomesCovered() {
        becomesOneOf("processing", "confirmed", "settled");
    }

    private void becomesOneOf(String... statuses) {
        Eventually.holds(Duration.ofSeconds(15), () -> List.of(statuses).contains(status()));
    }

    /** Decides about it as it is now. */
    Reply resolve(String body) {
        return partner.resolve(path(), view().get("version").asString(), body);
    }

    /** The token that opens this payment to its payer. */
    String payerToken() {
        return partner.post(path() + "/payer-token", "").expect(200).json().get("token").asString();
    }

    /** Listens as the merchant does. */
    SseListener listen(String query) {
        return partner.listen(path() + "/stream" + query);
    }

    /** Listens as the payer does, with a token and what was heard last. */
    SseListener listen(String payerToken, String query, String lastEventId) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer " + payerToken);
        if (!lastEventId.isEmpty()) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return SseListener.open(streamUrl(query), Map.copyOf(headers));
    }

    URI streamUrl(String query) {
        return partner.gateway().resolve(path() + "/stream" + query);
    }

    /** The journal of this payment, read to its end. */
    List<JsonNode> journal() {
        return partner.read(path() + "/events?limit=200").get("data").valueStream().toList();
    }

    /** The versions in the journal. */
    List<String> versions() {
        return journal().stream().map(event -> event.get("sequence").asString()).toList();
    }

    static boolean says(Heard heard, String status) {
        return !heard.id().isEmpty() && statusOf(heard).equals(status);
    }

    static String statusOf(Heard heard) {
        return JSON.readTree(heard.data()).at("/data/status").asString();
    }
}
