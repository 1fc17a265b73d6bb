package io.sluice.sandbox.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What is said to who is one too many: rules 4 and 6. */
final class LimitRules {

    private static final int MOST = 600;

    private LimitRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.slow(
                        "rule 6",
                        "one stream too many of a payment is turned away, until others have gone",
                        LimitRules::crowd));
    }

    private static String crowd(Target target) throws Exception {
        var sale = Sale.open(target);
        var streams = new ArrayList<StrictStream>();
        try {
            for (var next = sale.listen(""); next.status() == 200; next = sale.listen("")) {
                streams.add(next);
                if (streams.size() == MOST) {
                    throw new NotHere(MOST + " streams of a payment are not too many there");
                }
            }
            var answer = Ask.get(sale.stream(""), Ask.bearer(sale.payer())).problem(429);
            Expect.that(
                    answer.header("Retry-After").matches("[1-9][0-9]*"),
                    "it says when to come back",
                    answer.headers());
            browserIsTurnedAway(sale);
            var _ = streams.getFirst().await("a snapshot, as before", Heard::isVersion);
        } finally {
            streams.forEach(StrictStream::close);
        }
        isTakenInAgain(sale);
        return streams.size() + " were taken in";
    }

    private static void browserIsTurnedAway(Sale sale) throws Exception {
        var headers = new LinkedHashMap<>(Ask.bearer(sale.payer()));
        headers.put("Sec-Fetch-Mode", "cors");
        try (var stream = StrictStream.open(sale.stream(""), headers)) {
            Expect.same(200, stream.status(), "a browser is not refused");
            var told = stream.toItsEnd().stream().map(Heard::event).toList();
            Expect.same(List.of("retry"), told, "what it is told");
        }
    }

    /** The gateway may notice a moment later that they went away. */
    private static void isTakenInAgain(Sale sale) {
        Expect.soon(
                StrictStream.PATIENCE,
                () -> {
                    try (var stream = sale.listen("")) {
                        return stream.status() == 200;
                    } catch (Exception e) {
                        throw new Broken("a stream is answered", e);
                    }
                },
                "there is room again",
                () -> "there is none");
    }
}
