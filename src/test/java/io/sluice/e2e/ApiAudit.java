package io.sluice.e2e;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener.Heard;
import io.sluice.e2e.Order.Plan;
import io.sluice.sandbox.Eventually;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what clients were promised, and what they sent, with what the API says in the end. */
final class ApiAudit {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PatientClient client;
    private final Set<String> addresses = new HashSet<>();

    ApiAudit(PatientClient client) {
        this.client = client;
    }

    void check(Order order) {
        isThereOnce(order);
        comesToItsOutcome(order);
        countsWhatWasSent(order);
        isToldWithoutGap(order);
        if (order.plan == Plan.CANCEL) {
            isSaidAgain(
                    order.cancelAnswer(),
                    client.post(order.path() + "/cancel", "", order.cancelKey));
        }
    }

    /** What was heard on streams is what the journal says, event by event. */
    void heard(Order order, List<Heard> heard) {
        var journal = journal(order);
        for (var it : heard) {
            var event = journal.get(Integer.parseInt(it.id()) - 1);
            assertThat(JSON.readTree(it.data())).as("%s", order).isEqualTo(event);
        }
    }

    private void isThereOnce(Order order) {
        isSaidAgain(order.answer(), client.post("/v1/payments", order.body, order.key));
        var named = client.get("/v1/payments?reference=" + order.reference).expect(200).json();
        assertThat(named.get("data").valueStream().map(it -> it.get("id").asString()))
                .as("%s", order)
                .containsExactly(order.id());
        assertThat(addresses.add(view(order).get("address").asString()))
                .as("the address of %s is nobody else's", order)
                .isTrue();
    }

    private static void isSaidAgain(Reply first, Reply again) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    private void comesToItsOutcome(Order order) {
        try {
            Eventually.holds(ofMinutes(1), () -> isAtItsOutcome(order));
        } catch (AssertionError e) {
            throw new AssertionError("%s is %s".formatted(order, view(order)), e);
        }
    }

    private boolean isAtItsOutcome(Order order) {
        var view = view(order);
        return view.get("status").asString().equals(order.outcome())
                && units(view.at("/amounts/final")) == sent(order);
    }

    private void countsWhatWasSent(Order order) {
        var view = view(order);
        assertThat(units(view.at("/amounts/counted"))).as("%s", order).isEqualTo(sent(order));
        assertThat(view.get("transfers").valueStream().map(ApiAudit::transfer))
                .as("%s", order)
                .containsExactlyInAnyOrderElementsOf(
                        order.sent.entrySet().stream()
                                .map(it -> it.getKey() + " " + it.getValue() + " final")
                                .toList());
    }

    private void isToldWithoutGap(Order order) {
        var view = view(order);
        var journal = journal(order);
        assertThat(journal.stream().map(it -> it.get("sequence").asString()))
                .as("%s", order)
                .containsExactlyElementsOf(upTo(view.get("version").asLong()));
        assertThat(journal)
                .as("%s", order)
                .allSatisfy(it -> {
                    assertThat(it.at("/data/version").asString())
                            .isEqualTo(it.get("sequence").asString());
                    assertThat(it.get("subject").asString()).isEqualTo(order.id());
                });
        assertThat(journal.getLast().get("data")).as("%s", order).isEqualTo(view);
    }

    private List<JsonNode> journal(Order order) {
        var page = client.get(order.path() + "/events?limit=200").expect(200).json();
        assertThat(page.get("has_more").asBoolean()).isFalse();
        return page.get("data").valueStream().toList();
    }

    private JsonNode view(Order order) {
        return client.get(order.path()).expect(200).json();
    }

    private static List<String> upTo(long version) {
        return LongStream.rangeClosed(1, version).mapToObj(Long::toString).toList();
    }

    private static long sent(Order order) {
        return order.sent.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long units(JsonNode amount) {
        return Long.parseLong(amount.get("units").asString());
    }

    /** Its transaction, units and state. */
    private static String transfer(JsonNode transfer) {
        return "%s %s %s"
                .formatted(
                        transfer.get("id").asString().split("/", -1)[1],
                        transfer.get("units").asString(),
                        transfer.get("state").asString());
    }
}
