package io.sluice.e2e;

import io.sluice.sandbox.PayerWallet.Sent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A payment as its client knows it: what was asked for under which key, answered, and sent. */
final class Order {

    /** What is done with a payment. */
    enum Plan {
        PAY,
        PAY_IN_PARTS,
        OVERPAY,
        TOP_UP,
        CANCEL,
        LAPSE,
        LEAVE
    }

    final String reference = "order-" + UUID.randomUUID();
    final String key = UUID.randomUUID().toString();
    final String cancelKey = UUID.randomUUID().toString();
    final Plan plan;
    final String body;

    /** Units by transaction. */
    final Map<String, Long> sent = new ConcurrentHashMap<>();

    private volatile @Nullable Reply opened;
    private volatile @Nullable Reply canceled;

    private Order(Plan plan, String body) {
        this.plan = plan;
        this.body = body.replace("order-4711", reference).replace("PT15M", within(plan));
    }

    static Order any(Partner partner, Random random) {
        var plans = Plan.values();
        var price = "%d.%02d".formatted(random.nextInt(5, 90), random.nextInt(100));
        return new Order(plans[random.nextInt(plans.length)], partner.order(price));
    }

    void opened(Reply reply) {
        opened = reply.expect(201);
    }

    void canceled(Reply reply) {
        canceled = reply.expect(200);
    }

    void sent(Sent transaction, long units) {
        sent.put(transaction.hash(), units);
    }

    /** What was answered when it was opened. */
    Reply answer() {
        return known(opened);
    }

    /** What was answered when it was canceled. */
    Reply cancelAnswer() {
        return known(canceled);
    }

    JsonNode view() {
        return answer().json();
    }

    String id() {
        return view().get("id").asString();
    }

    String path() {
        return "/v1/payments/" + id();
    }

    /** What is sent, one transfer after the other. */
    List<Long> parts() {
        var due = Long.parseLong(view().at("/amounts/due/units").asString());
        return switch (plan) {
            case PAY -> List.of(due);
            case PAY_IN_PARTS -> List.of(due / 3, due - due / 3);
            case OVERPAY -> List.of(due + 1_234_567);
            case TOP_UP -> List.of(due, 2_000_000L);
            case CANCEL, LAPSE, LEAVE -> List.of();
        };
    }

    /** What becomes of it. */
    String outcome() {
        return switch (plan) {
            case PAY, PAY_IN_PARTS, OVERPAY, TOP_UP -> "settled";
            case CANCEL -> "canceled";
            case LAPSE -> "expired";
            case LEAVE -> "awaiting_payment";
        };
    }

    @Override
    public String toString() {
        return plan + " " + reference;
    }

    /** Longer than any storm, or as short as can be. */
    private static String within(Plan plan) {
        return plan == Plan.LAPSE ? "PT10S" : "PT4H";
    }

    private static Reply known(@Nullable Reply reply) {
        if (reply == null) {
            throw new IllegalStateException("not answered yet");
        }
        return reply;
    }
}
