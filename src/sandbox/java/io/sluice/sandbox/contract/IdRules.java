package io.sluice.sandbox.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.sandbox.PublicApi;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What clients may say they heard, and what may be said in data: rule 7. */
final class IdRules {

    private static final String RULE = "rule 7";

    private static final List<String> WRONG =
            List.of(
                    "0",
                    "-1",
                    "01",
                    "1e0",
                    "1.0",
                    "+1",
                    "0x1",
                    "1 2",
                    "nonsense",
                    "\"1\"",
                    "3",
                    "999999999999999999",
                    "99999999999999999999999999",
                    "9".repeat(3_000),
                    "x".repeat(3_000));

    private IdRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.quick(
                        RULE,
                        "a malformed, future or huge Last-Event-ID gets a snapshot, and no replay",
                        IdRules::wrongIds),
                Promise.quick(
                        RULE,
                        "no text of a merchant can be taken for the stream's own",
                        IdRules::text),
                Promise.quick(RULE, "line ends are in no text of a payment", IdRules::lineEnds));
    }

    private static String wrongIds(Target target) throws Exception {
        var sale = Sale.moved(target, 1);
        for (var id : WRONG) {
            try (var stream = sale.listen("?mode=log", id)) {
                isSnapshot(stream, id);
            }
        }
        for (var id : List.of("2\n", "\u0663", "2\u2028", "٢", "-", " ")) {
            var query = "?mode=log&last_event_id=" + URLEncoder.encode(id, UTF_8);
            if (id.equals("2\n")) {
                Ask.get(sale.stream(query), Ask.bearer(sale.payer())).isProblem(400);
                continue;
            }
            try (var stream = sale.listen(query)) {
                isSnapshot(stream, id);
            }
        }
        return WRONG.size() + " of them";
    }

    private static void isSnapshot(StrictStream stream, String id) {
        Expect.same(200, stream.status(), "a stream opens after " + id);
        var _ = stream.await("a version", Heard::isVersion);
        var told = Heard.versions(stream.heard());
        Expect.same("snapshot", told.getFirst().event(), "what is told after " + id);
        Expect.same(List.of("2"), Heard.ids(told), "what is told after " + id);
    }

    private static String text(Target target) throws Exception {
        var sale = Sale.open(target);
        try (var payer = sale.listen("?mode=log");
                var merchant =
                        StrictStream.open(sale.stream("?mode=log"), Ask.bearer(target.token()))) {
            var shown = payer.await("a snapshot", Heard::isVersion).json().path("data");
            Expect.same(Sale.TEXT, shown.path("description").asString(), "the description");
            Expect.that(!shown.has("metadata"), "a payer is shown no metadata", shown);
            var whole = merchant.await("a snapshot", Heard::isVersion).json().path("data");
            Expect.same(Sale.TEXT, whole.at("/metadata/note").asString(), "the metadata");
            Expect.same(List.of("1"), Heard.ids(payer.heard()), "what is told");
        }
        return "";
    }

    /** What cannot be said cannot be told. */
    private static String lineEnds(Target target) {
        for (var end : List.of("\r\n\r\ndata: {}\r\n\r\n", "\r", "\n", "\u0085", "\u0000")) {
            for (var where : List.of("description", "reference")) {
                isRefused(target, Map.of(where, "a" + end + "b"));
            }
            isRefused(target, Map.of("metadata", Map.of("note", "a" + end + "b")));
            isRefused(target, Map.of("metadata", Map.of("a" + end + "b", "note")));
        }
        return "";
    }

    private static void isRefused(Target target, Map<String, Object> text) {
        var order = new HashMap<>(text);
        order.put("price", Map.of("amount", "25.00", "currency", "EUR"));
        try {
            var view = target.api().post("/v1/payments", order);
            throw new Broken("a line end is refused in " + text.keySet() + ", but: " + view);
        } catch (PublicApi.Refusal refusal) {
            Expect.same(400, refusal.status(), "a line end is refused");
        }
    }
}
