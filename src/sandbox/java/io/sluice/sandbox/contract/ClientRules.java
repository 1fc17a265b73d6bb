package io.sluice.sandbox.contract;

import java.time.Duration;
import java.util.List;

/** What every client must be told, however often it is cut off: rule 1, seen by many. */
final class ClientRules {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String RULE = "rule 1";

    private ClientRules() {}

    static List<Promise> all() {
        var strict = new StrictClient();
        return List.of(
                Promise.quick(RULE, title(strict.name()), it -> isToldAll(it, strict, 1)),
                ours("fetch"),
                ours("ticket"),
                foreign(new LibraryClient("eventsource")),
                foreign(new LibraryClient("launchdarkly-eventsource")),
                foreign(new BrowserClient()));
    }

    private static String title(String who) {
        return who + " hears every version once and in order, though it is cut at random bytes";
    }

    private static Promise ours(String transport) {
        var client = new OurClient(transport);
        return Promise.slow(RULE, title(client.name()), it -> client.follow(Sale.open(it), 1));
    }

    private static Promise foreign(Client client) {
        return Promise.slow(RULE, title(client.name()), it -> isToldAll(it, client, 2));
    }

    private static String isToldAll(Target target, Client client, long seed) throws Exception {
        var sale = Sale.open(target);
        try (var proxy = CuttingProxy.before(target.url(), seed, client.patience());
                var following = client.follow(sale, proxy)) {
            hears(following, 1);
            sale.move(2);
            hears(following, 3);
            sale.moveAndClose(2);
            Expect.soon(PATIENCE, following::isOver, "it hears the end", following::heard);
            Expect.that(proxy.cuts() > 0, "it is cut", "never");
            return sale.isToldBy(following.heard()) + ", " + proxy.cuts() + " cuts";
        }
    }

    private static void hears(Client.Following following, int versions) {
        Expect.soon(
                PATIENCE,
                () -> Heard.versions(following.heard()).size() >= versions,
                "it hears of %d versions".formatted(versions),
                following::heard);
    }
}
