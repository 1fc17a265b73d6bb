package io.sluice.sandbox.contract;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a replica that takes no streams says, because it stops or for good: rule 4. */
final class AsideRules {

    private static final String RULE = "rule 4";

    private AsideRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.quick(
                        RULE,
                        "a browser that is turned away hears when to come back, and nothing else",
                        AsideRules::browsers),
                Promise.quick(
                        RULE,
                        "other clients that are turned away hear 503 and when to come back",
                        AsideRules::others),
                Promise.quick(RULE, "being turned away uses no ticket up", AsideRules::tickets));
    }

    private static String browsers(Target target) throws Exception {
        var sale = Sale.open(target);
        var fetched = new LinkedHashMap<>(Ask.bearer(sale.payer()));
        fetched.put("Sec-Fetch-Mode", "cors");
        isTurnedAway(at(target, sale.stream("")), fetched);
        var merchant = new LinkedHashMap<>(Ask.bearer(target.token()));
        merchant.put("Sec-Fetch-Mode", "cors");
        isTurnedAway(at(target, target.url().resolve("/v1/stream")), merchant);
        return "";
    }

    private static String others(Target target) throws Exception {
        var sale = Sale.open(target);
        for (var url : List.of(sale.stream(""), target.url().resolve("/v1/stream"))) {
            var answer = Ask.get(at(target, url), Ask.bearer(target.token())).problem(503);
            Expect.that(
                    answer.header("Retry-After").matches("[1-9][0-9]*"),
                    "it says when to come back",
                    answer.headers());
        }
        return "";
    }

    private static String tickets(Target target) throws Exception {
        var ticket = Sale.open(target).ticket();
        isTurnedAway(at(target, ticket), Map.of());
        isTurnedAway(at(target, ticket), Map.of());
        try (var stream = StrictStream.open(ticket, Map.of())) {
            var _ = stream.await("a snapshot", Heard::isVersion);
        }
        return "";
    }

    private static void isTurnedAway(URI url, Map<String, String> headers) throws Exception {
        try (var stream = StrictStream.open(url, headers)) {
            Expect.same(200, stream.status(), "a browser is not refused");
            var told = stream.toItsEnd().stream().map(Heard::event).toList();
            Expect.same(List.of("retry"), told, "what it is told");
        }
    }

    private static URI at(Target target, URI url) {
        var aside =
                target.aside()
                        .orElseThrow(
                                () -> new NotHere("only a replica that takes no streams says so"));
        return aside.resolve(
                url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()));
    }
}
