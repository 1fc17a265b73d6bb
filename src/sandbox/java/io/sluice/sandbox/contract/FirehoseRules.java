package io.sluice.sandbox.contract;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The stream of all payments of a merchant, and the log of the same. */
final class FirehoseRules {

    private static final String RULE = "firehose";

    private FirehoseRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.quick(
                        RULE,
                        "the stream and the log tell the same, each event once and in order",
                        FirehoseRules::both),
                Promise.quick(
                        RULE,
                        "it goes on after the cursor it is given, cut at random bytes",
                        FirehoseRules::cut),
                Promise.quick(
                        RULE,
                        "a cursor that was never given is as good as none",
                        FirehoseRules::wrongCursors));
    }

    private static String both(Target target) throws Exception {
        var start = EventLog.of(target).end();
        try (var stream = open(target, target.url().resolve("/v1/stream"), start)) {
            var first = Sale.open(target);
            var second = Sale.moved(target, 1);
            first.moveAndClose(1);
            second.close();
            var _ = stream.await("the last of them", it -> EventLog.says(it, second.id(), 3));
            return EventLog.of(target).isToldBy(start, stream.heard());
        }
    }

    private static String cut(Target target) throws Exception {
        var start = EventLog.of(target).end();
        var sales = new ArrayList<Sale>();
        for (var count = 0; count < 3; count++) {
            sales.add(Sale.closed(target, 1));
        }
        var last = sales.getLast().id();
        var heard = new ArrayList<Heard>();
        try (var proxy = CuttingProxy.before(target.url(), 3, 12)) {
            var url = proxy.to(target.url().resolve("/v1/stream"));
            while (heard.stream().noneMatch(it -> EventLog.says(it, last, 3))) {
                var from = heard.isEmpty() ? start : heard.getLast().id();
                heard.addAll(hearUntilItIsCut(target, url, from, last));
            }
            return EventLog.of(target).isToldBy(start, heard) + ", " + proxy.cuts() + " cuts";
        }
    }

    private static List<Heard> hearUntilItIsCut(Target target, URI url, String from, String last)
            throws Exception {
        try (var stream = open(target, url, from)) {
            Expect.soon(
                    StrictStream.PATIENCE,
                    () ->
                            stream.ended()
                                    || stream.heard().stream()
                                            .anyMatch(it -> EventLog.says(it, last, 3)),
                    "it hears all",
                    stream::heard);
            return Heard.versions(stream.heard());
        } catch (IOException cutBeforeTheAnswer) {
            return List.of();
        }
    }

    private static String wrongCursors(Target target) throws Exception {
        var start = EventLog.of(target).end();
        for (var cursor : List.of("nonsense", "1", "0", "9".repeat(2_000))) {
            hasHeardOf(target, start, Sale.open(target));
            try (var stream = open(target, target.url().resolve("/v1/stream"), cursor)) {
                var _ = stream.await("where it is", it -> it.event().equals("id"));
                var sale = Sale.open(target);
                var _ = stream.await("what happens next", it -> EventLog.says(it, sale.id(), 1));
                Expect.same(1, Heard.versions(stream.heard()).size(), "events since");
            }
            var log = target.url().resolve("/v1/events?after=" + cursor);
            Ask.get(log, Ask.bearer(target.token())).isProblem(400);
        }
        return "";
    }

    /** What has not got its place in the order yet is still to come for everybody. */
    private static void hasHeardOf(Target target, String start, Sale sale) throws Exception {
        try (var stream = open(target, target.url().resolve("/v1/stream"), start)) {
            var _ = stream.await("a payment", it -> EventLog.says(it, sale.id(), 1));
        }
    }

    private static StrictStream open(Target target, URI url, String lastEventId) throws Exception {
        return StrictStream.open(url, Sale.resuming(target.token(), lastEventId));
    }
}
