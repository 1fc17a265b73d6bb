package io.sluice.sandbox.contract;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** How a stream begins, goes on and ends: rules 1 and 3. */
final class ConnectRules {

    private ConnectRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.quick(
                        "rule 1",
                        "a stream says how to come back, then a snapshot with its id",
                        ConnectRules::beginning),
                Promise.quick(
                        "rule 1",
                        "log mode goes on after Last-Event-ID, which wins over the query",
                        ConnectRules::replay),
                Promise.quick(
                        "rule 3",
                        "state mode begins with a snapshot and no replay, whatever was heard",
                        ConnectRules::state),
                Promise.quick(
                        "rule 1",
                        "a closed payment is told to its end, and 204 to who has all of it",
                        ConnectRules::closed),
                Promise.quick(
                        "rule 2", "what happens is heard within a second", ConnectRules::soon),
                Promise.slow("rule 1", "a silent stream says that it lives", ConnectRules::beat));
    }

    private static String beginning(Target target) throws Exception {
        var sale = Sale.moved(target, 1);
        try (var stream = sale.listen("")) {
            Expect.same(200, stream.status(), "a stream opens");
            Expect.same(
                    "text/event-stream;charset=utf-8", stream.header("Content-Type"), "its type");
            Expect.same("no-store, no-transform", stream.header("Cache-Control"), "its caching");
            Expect.same("no", stream.header("X-Accel-Buffering"), "its buffering");
            var snapshot = stream.await("a snapshot", it -> it.event().equals("snapshot"));
            var first = stream.heard();
            Expect.same("retry", first.getFirst().event(), "what comes first");
            Expect.same("snapshot", first.get(1).event(), "what comes second");
            Expect.same("2", snapshot.id(), "the snapshot's id is the payment's version");
            Expect.same(sale.journal().getLast(), snapshot.json(), "what a snapshot tells");
            return first.getFirst().data() + " ms to come back";
        }
    }

    private static String replay(Target target) throws Exception {
        var sale = Sale.moved(target, 3);
        try (var byHeader = sale.listen("?mode=log&last_event_id=3", "1");
                var byQuery = sale.listen("?mode=log&last_event_id=2")) {
            var _ = byHeader.await("version 4", it -> it.id().equals("4"));
            var _ = byQuery.await("version 4", it -> it.id().equals("4"));
            Expect.same(List.of("2", "3", "4"), Heard.ids(byHeader.heard()), "what is replayed");
            Expect.same(List.of("3", "4"), Heard.ids(byQuery.heard()), "what is replayed");
            Expect.that(
                    byHeader.heard().stream().noneMatch(it -> it.event().equals("snapshot")),
                    "a replay has no snapshot",
                    byHeader.heard());
        }
        return "";
    }

    private static String state(Target target) throws Exception {
        var sale = Sale.moved(target, 3);
        try (var stream = sale.listen("?mode=state", "1")) {
            var _ = stream.await("a snapshot", it -> it.event().equals("snapshot"));
            Expect.same(List.of("4"), Heard.ids(stream.heard()), "what is told");
            sale.close();
            var ids = Heard.ids(stream.toItsEnd()).stream().map(Integer::valueOf).toList();
            Expect.same(5, ids.getLast(), "the closing event is always told");
            Expect.that(
                    IntStream.range(1, ids.size()).allMatch(at -> ids.get(at - 1) < ids.get(at)),
                    "nothing is told twice or out of order",
                    ids);
        }
        return "";
    }

    private static String closed(Target target) throws Exception {
        var sale = Sale.closed(target, 1);
        try (var stream = sale.listen("?mode=log");
                var late = sale.listen("?mode=log", "2")) {
            var told = stream.toItsEnd();
            Expect.same(List.of("3"), Heard.ids(told), "what is told");
            Expect.that(told.getLast().isEnd("closed"), "the last word is end", told);
            Expect.same(List.of("3"), Heard.ids(late.toItsEnd()), "what is told to who comes late");
        }
        for (var query : List.of("", "?mode=log")) {
            var answer = Ask.get(sale.stream(query), Sale.resuming(sale.payer(), "3"));
            Expect.same(204, answer.status(), "who has all of it is told");
            Expect.same("", answer.body(), "nothing else is told");
        }
        return "";
    }

    private static String soon(Target target) throws Exception {
        var sale = Sale.open(target);
        try (var stream = sale.listen("")) {
            var _ = stream.await("a snapshot", Heard::isVersion);
            sale.move(1);
            var answered = System.nanoTime();
            var _ = stream.await("version 2", it -> it.id().equals("2"));
            var millis = (System.nanoTime() - answered) / 1_000_000;
            Expect.that(millis < 1_000, "it is told within 1000 ms", millis);
            return millis + " ms after it was answered";
        }
    }

    private static String beat(Target target) throws Exception {
        try (var stream = Sale.open(target).listen("")) {
            var beat =
                    stream.await(
                            Duration.ofSeconds(20),
                            "a heartbeat",
                            it -> it.event().equals("comment"));
            Expect.same("hb", beat.data(), "a heartbeat");
        }
        return "";
    }
}
