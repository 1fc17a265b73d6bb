package io.sluice.sandbox.contract;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pages of other origins may do. */
final class CrossOriginRules {

    private static final String RULE = "pages";
    private static final String STRANGE = "https://strange.example";

    private CrossOriginRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.quick(
                        RULE,
                        "a preflight needs no token and says what may be sent, however long it is",
                        CrossOriginRules::preflight),
                Promise.quick(
                        RULE, "a page may read streams and refusals", CrossOriginRules::readable),
                Promise.quick(
                        RULE,
                        "a page of an origin that is not listed is told nothing",
                        CrossOriginRules::strange),
                Promise.slow(
                        RULE,
                        "Chromium shows a page of another origin its stream, and its refusals",
                        CrossOriginRules::browser));
    }

    private static String preflight(Target target) throws Exception {
        var names = "authorization,last-event-id," + "x-a,".repeat(2_000) + "x-b";
        for (var id : List.of("pay_1", "pay_" + "1".repeat(3_000))) {
            var url = target.url().resolve("/v1/payments/" + id + "/stream");
            var start = System.nanoTime();
            var answer = Ask.send("OPTIONS", url, asking(origin(target), names));
            var millis = (System.nanoTime() - start) / 1_000_000;
            Expect.same(204, answer.status(), "a preflight is answered");
            Expect.same(
                    origin(target), answer.header("Access-Control-Allow-Origin"), "who may ask");
            var allowed = List.of(answer.header("Access-Control-Allow-Headers").split(", ", -1));
            Expect.that(
                    allowed.containsAll(List.of("Authorization", "Last-Event-ID", "traceparent")),
                    "what may be sent",
                    allowed);
            Expect.that(!allowed.contains("x-b"), "nothing else may be sent", allowed);
            Expect.that(millis < 1_000, "a preflight is answered at once", millis + " ms");
        }
        return "";
    }

    private static String readable(Target target) throws Exception {
        var sale = Sale.open(target);
        var headers = new LinkedHashMap<>(Ask.bearer(sale.payer()));
        headers.put("Origin", origin(target));
        try (var stream = StrictStream.open(sale.stream(""), headers)) {
            Expect.same(200, stream.status(), "a stream opens");
            isReadable(target, stream.header("Access-Control-Allow-Origin"), stream.header("Vary"));
        }
        var bare = Map.of("Origin", origin(target));
        for (var answer :
                List.of(
                        Ask.get(sale.stream(""), bare).problem(401),
                        Ask.get(sale.stream("?ticket=tkt_no"), bare).problem(401),
                        Ask.get(target.url().resolve("/v1/nothing"), bare).problem(404))) {
            isReadable(target, answer.header("Access-Control-Allow-Origin"), answer.header("Vary"));
            Expect.that(
                    answer.header("Access-Control-Expose-Headers").contains("Retry-After"),
                    "what may be read",
                    answer.headers());
            Expect.same("", answer.header("Access-Control-Allow-Credentials"), "no cookies");
        }
        return "";
    }

    private static void isReadable(Target target, String allowed, String vary) {
        Expect.same(origin(target), allowed, "who may read it");
        Expect.same("Origin", vary, "an answer is kept for its page only");
    }

    private static String strange(Target target) throws Exception {
        var _ = origin(target);
        var url = target.url().resolve("/v1/payments/pay_1/stream");
        for (var origin : List.of(STRANGE, "null", origin(target) + ".evil")) {
            for (var answer :
                    List.of(
                            Ask.send("OPTIONS", url, asking(origin, "authorization")).problem(403),
                            Ask.get(url, Map.of("Origin", origin)).problem(401))) {
                Expect.that(
                        answer.headers().map().keySet().stream()
                                .noneMatch(it -> it.startsWith("access-control")),
                        "nothing is told",
                        answer.headers());
            }
        }
        return "";
    }

    private static String browser(Target target) throws Exception {
        var sale = Sale.open(target);
        try (var browser = Browser.open(target, sale.ticket() + "&mode=log")) {
            Expect.soon(
                    ClientRules.PATIENCE,
                    () -> !browser.heard().isEmpty() && !browser.refusals().isEmpty(),
                    "it hears the payment and reads a refusal",
                    browser::said);
            Expect.same(
                    "401 invalid-token true", browser.refusals().getFirst(), "what it can read");
            sale.moveAndClose(1);
            Expect.soon(
                    ClientRules.PATIENCE,
                    () -> browser.heard().getLast().isEnd("closed"),
                    "it hears the end",
                    browser::said);
            return sale.isToldBy(browser.heard());
        }
    }

    private static Map<String, String> asking(String origin, String headers) {
        return Map.of(
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                headers);
    }

    private static String origin(Target target) {
        URI page = target.requirePage();
        return page.toString();
    }
}
