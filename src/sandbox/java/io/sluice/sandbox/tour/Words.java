package io.sluice.sandbox.tour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a payment says of itself, in one line. */
final class Words {

    private Words() {}

    /** The status, and what is out of the ordinary about it. */
    static String of(JsonNode payment) {
        var remarks = remarks(payment);
        var status = "→ " + payment.path("status").asString();
        return remarks.isEmpty() ? status : status + " (" + String.join("; ", remarks) + ")";
    }

    /** As people write it: {@code 27.025001 USDC}. */
    static String amount(JsonNode amount) {
        return amount.path("amount").asString() + " " + amount.path("symbol").asString();
    }

    /** As people write it: {@code 15 min}. */
    static String time(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    private static List<String> remarks(JsonNode payment) {
        var remarks = new ArrayList<String>();
        var amounts = payment.path("amounts");
        if (payment.path("status").asString().equals("partially_paid")) {
            remarks.add(amount(amounts.path("missing")) + " missing");
        }
        if (!amounts.at("/surplus/units").asString("0").equals("0")) {
            remarks.add(amount(amounts.path("surplus")) + " more than due");
        }
        add(remarks, "", payment.path("exceptions"));
        add(remarks, "expiry blocked by ", payment.path("expiry_blocked_by"));
        return remarks;
    }

    private static void add(List<String> remarks, String before, JsonNode words) {
        if (!words.isEmpty()) {
            var all = words.valueStream().map(JsonNode::asString);
            remarks.add(before + all.collect(Collectors.joining(", ")));
        }
    }
}
