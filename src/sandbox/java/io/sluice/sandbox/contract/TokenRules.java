package io.sluice.sandbox.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who is let in, and for how long: rules 5 and 9. */
final class TokenRules {

    private static final Duration LIFE = Duration.ofSeconds(6);

    private TokenRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.slow(
                        "rule 5",
                        "a stream ends with reauth before its token does, and goes on with a new one",
                        TokenRules::reauth),
                Promise.quick(
                        "rule 9",
                        "no token, a wrong one or a payer's opens nothing that it should not",
                        TokenRules::refusals),
                Promise.quick(
                        "rule 9",
                        "another merchant's payment is not there, on any route of streams",
                        TokenRules::strangers));
    }

    private static String reauth(Target target) throws Exception {
        var sale = Sale.open(target);
        var end = Instant.now().plus(LIFE);
        var token = target.tokenOf(LIFE);
        var heard = new ArrayList<Heard>();
        try (var stream = StrictStream.open(sale.stream("?mode=log"), Ask.bearer(token))) {
            var _ = stream.await("a snapshot", Heard::isVersion);
            heard.addAll(stream.toItsEnd());
        }
        Expect.same("reauth", heard.getLast().event(), "the last word");
        Expect.that(Instant.now().isBefore(end), "it ends before its token", "it ended later");
        sale.moveAndClose(2);
        var resumed = Sale.resuming(target.token(), Heard.ids(heard).getLast());
        try (var stream = StrictStream.open(sale.stream("?mode=log"), resumed)) {
            heard.addAll(stream.toItsEnd());
        }
        Expect.same(List.of("1", "2", "3", "4"), Heard.ids(heard), "what was told in all");
        return "";
    }

    private static String refusals(Target target) throws Exception {
        var sale = Sale.open(target);
        var other = Sale.open(target);
        var payer = Ask.bearer(sale.payer());
        var changed = Ask.bearer(changed(sale.payer()));
        for (var url : List.of(sale.stream(""), target.url().resolve("/v1/stream"))) {
            var bare = Ask.get(url, Map.of()).problem(401);
            Expect.that(
                    bare.header("WWW-Authenticate").startsWith("Bearer"),
                    "401 says how to ask",
                    bare.headers());
            Ask.get(url, changed).isProblem(401);
            Ask.get(url, Ask.bearer("nonsense")).isProblem(401);
        }
        Ask.get(other.stream(""), payer).isProblem(404);
        Ask.get(other.stream("?mode=log"), payer).isProblem(404);
        Ask.get(sale.stream("?mode=nonsense"), payer).isProblem(400);
        Ask.get(target.url().resolve("/v1/stream"), payer).isProblem(403);
        Ask.get(target.url().resolve("/v1/events"), payer).isProblem(403);
        Ask.get(target.url().resolve("/v1/payments"), payer).isProblem(403);
        return "";
    }

    private static String strangers(Target target) throws Exception {
        var sale = Sale.open(target);
        var stranger = Ask.bearer(target.stranger());
        Ask.get(sale.stream(""), stranger).isProblem(404);
        Ask.get(sale.stream("?mode=log&last_event_id=1"), stranger).isProblem(404);
        Ask.get(target.url().resolve(sale.path() + "/events"), stranger).isProblem(404);
        Ask.send("POST", target.url().resolve(sale.path() + "/stream-tickets"), stranger)
                .isProblem(404);
        Ask.send("POST", target.url().resolve(sale.path() + "/payer-token"), stranger)
                .isProblem(404);
        var theirs = Ask.get(target.url().resolve("/v1/events?limit=200"), stranger);
        Expect.that(!theirs.body().contains(sale.id()), "it is in no log of theirs", theirs);
        return "";
    }

    /** Another letter in its signature. */
    private static String changed(String token) {
        var at = token.length() - 10;
        var other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
