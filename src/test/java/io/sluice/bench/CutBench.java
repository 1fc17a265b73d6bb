package io.sluice.bench;

import io.sluice.sandbox.Chromium;
import io.sluice.sandbox.PublicApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Chromium's own {@code EventSource}s while every connection of theirs is cut, again and again:
 * what they are told in the end is all that was committed.
 */
final class CutBench {

    static final long CUTS = 100_000;
    static final int EVENTS_PER_SECOND = 100;

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = 1;

    /**
     * Two streams each: a browser opens no more than 256 connections. A multiple of the lanes of
     * the writer, so that each is written by one.
     */
    private static final int PAYMENTS = 64;

    private static final int SLICE_SECONDS = 2;

    private static final StormSite.Plan SITE =
            new StormSite.Plan(
                    PAYMENTS,
                    "Zwei Plätze für „Große Oper“ – 二張 🎟🎟",
                    Map.of("sluice.stream.retry-from", "10ms", "sluice.stream.retry-to", "60ms"));

    private static final List<String> BROWSER =
            List.of(
                    "--host-resolver-rules=MAP *.%s 127.0.0.1".formatted(CutRequest.DOMAIN),
                    "--disable-background-timer-throttling",
                    "--disable-renderer-backgrounding");

    private final long wanted;
    private final CutTally tally = new CutTally();
    private final List<CutStream> streams;
    private final CutCounts counts;

    CutBench(long wanted) {
        this.wanted = wanted;
        this.streams =
                IntStream.range(0, 2 * PAYMENTS)
                        .mapToObj(it -> new CutStream(it / 2, isLog(it), tally))
                        .toList();
        this.counts = new CutCounts(streams.size(), wanted);
    }

    List<Measured> run() {
        System.out.printf(
                """
                %d native EventSources on a page in Chromium, two for each payment: mode=log and
                mode=state. PostgreSQL, Redis and a whole gateway are processes of their own; events
                are written and told of by the gateway's own journal, %d a second. Every connection
                is cut after a random number of bytes, or of milliseconds, until there were %d cuts,
                or %d minutes are over. To come back soon clients are asked to wait 10 to 60 ms.
                """,
                streams.size(), EVENTS_PER_SECOND, wanted, LONGEST.toMinutes());
        System.err.println("· starting everything");
        try (var site = StormSite.start(SITE);
                var proxy = CutProxy.before(site.replica().url(), new CutPlans(SEED), counts);
                var page = CutPage.serve(site.sandbox().page(), urls(site, proxy.port()), streams);
                var chromium = Chromium.show(page.url(), BROWSER)) {
            var seconds = cut(site, chromium);
            settle(site);
            var truth = CutTruth.read(site.database());
            streams.forEach(it -> it.judge(truth.of(it.payment())));
            return new CutReport(wanted, streams.size(), counts, tally, site.writer().failures())
                    .measured(seconds);
        }
    }

    /** Cuts while payments change; how many seconds that took. */
    private double cut(StormSite site, Chromium chromium) {
        System.err.println("· cutting");
        var begin = System.nanoTime();
        var end = begin + LONGEST.toNanos();
        while (!counts.isOver() && System.nanoTime() < end && chromium.isAlive()) {
            var slice = new StormWriter.Plan(EVENTS_PER_SECOND, SLICE_SECONDS, 0, PAYMENTS, 0);
            site.writer().begin(slice).await();
            System.err.printf("\r· %d cuts", counts.total());
        }
        System.err.println();
        if (!counts.isOver()) {
            System.err.println("· time is up, or Chromium is gone, before all cuts were made");
        }
        counts.stop();
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Whoever is left hears the rest. */
    private void settle(StormSite site) {
        System.err.println("· waiting for the rest");
        var newest = site.payments().newest();
        var _ =
                StormPause.until(
                        () ->
                                streams.stream()
                                        .filter(CutStream::isAlive)
                                        .allMatch(it -> it.last() == newest.get(it.payment())),
                        PATIENCE);
    }

    private List<String> urls(StormSite site, int port) {
        return IntStream.range(0, streams.size())
                .mapToObj(it -> url(site, streams.get(it).payment(), it, port))
                .toList();
    }

    /** With a ticket, as whoever has a payer's token buys it. */
    private static String url(StormSite site, int payment, int stream, int port) {
        var id = StormPayments.id(payment);
        var api = new PublicApi(site.replica().url(), site.tokens().payer(id));
        var ticket = api.post("/v1/payments/%s/stream-tickets".formatted(id), Map.of());
        var address = URI.create(ticket.path("url").asString());
        return "http://%s:%d%s?%s&mode=%s"
                .formatted(
                        CutRequest.host(stream),
                        port,
                        address.getRawPath(),
                        address.getRawQuery(),
                        isLog(stream) ? "log" : "state");
    }

    private static boolean isLog(int stream) {
        return stream % 2 == 0;
    }
}
