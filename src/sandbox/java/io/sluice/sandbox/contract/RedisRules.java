package io.sluice.sandbox.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What Redis is for, and what it is not: rule 2. */
final class RedisRules {

    private static final int LONGEST_MILLIS = 1_500;

    private RedisRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.slow(
                        "rule 2",
                        "without Redis streams go on, a second later at most",
                        RedisRules::without));
    }

    private static String without(Target target) throws Exception {
        var control =
                target.control()
                        .orElseThrow(() -> new NotHere("only a sandbox's Redis can be stopped"));
        var sale = Sale.open(target);
        try (var stream = sale.listen("?mode=log")) {
            var _ = stream.await("a snapshot", Heard::isVersion);
            runs(control, false);
            sale.move(1);
            var delay = delay(stream, "2");
            sale.move(1);
            delay = Math.max(delay, delay(stream, "3"));
            runs(control, true);
            sale.moveAndClose(1);
            return sale.isToldBy(stream.toItsEnd()) + ", the latest after " + delay + " ms";
        } finally {
            runs(control, true);
        }
    }

    private static long delay(StrictStream stream, String version) {
        var answered = System.nanoTime();
        var _ = stream.await("version " + version, it -> it.id().equals(version));
        var millis = (System.nanoTime() - answered) / 1_000_000;
        Expect.that(millis < LONGEST_MILLIS, "it is told within a second or so", millis + " ms");
        return millis;
    }

    private static void runs(URI control, boolean running) throws Exception {
        var request =
                HttpRequest.newBuilder(control.resolve("/redis"))
                        .POST(BodyPublishers.ofString("{\"running\": %s}".formatted(running)))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            Expect.same(200, http.send(request, BodyHandlers.ofString()).statusCode(), "an order");
        }
    }
}
