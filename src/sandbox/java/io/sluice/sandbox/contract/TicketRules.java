package io.sluice.sandbox.contract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What opens a stream to an EventSource: rule 8. */
final class TicketRules {

    private static final String RULE = "rule 8";

    /** Whoever listened for longer counts as told. */
    private static final long MOMENT_NANOS = 2_300_000_000L;

    private TicketRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.quick(
                        RULE,
                        "a ticket opens its payment's stream, and the browser comes back with it",
                        TicketRules::resume),
                Promise.quick(
                        RULE,
                        "of two connections with a ticket the newest goes on",
                        TicketRules::takeover),
                Promise.quick(
                        RULE,
                        "a wrong ticket opens nothing, and using one wrongly does not use it up",
                        TicketRules::wrong),
                Promise.slow(
                        RULE,
                        "a ticket that was listened with is worth nothing to who only knows it",
                        TicketRules::replay));
    }

    private static String resume(Target target) throws Exception {
        var sale = Sale.open(target);
        var ticket = sale.ticket();
        var heard = new ArrayList<Heard>();
        try (var stream = open(ticket, "")) {
            var snapshot = stream.await("a snapshot", Heard::isVersion);
            Expect.that(!snapshot.json().at("/data").has("metadata"), "it is a payer's", snapshot);
            heard.addAll(stream.heard());
        }
        sale.moveAndClose(2);
        try (var stream = open(ticket, Heard.ids(heard).getLast())) {
            heard.addAll(stream.toItsEnd());
        }
        var answer = Ask.get(ticket, Map.of("Last-Event-ID", Heard.ids(heard).getLast()));
        Expect.same(204, answer.status(), "who has all of it is told");
        return sale.isToldBy(heard);
    }

    private static String takeover(Target target) throws Exception {
        var sale = Sale.open(target);
        var ticket = sale.ticket();
        try (var older = open(ticket, "")) {
            var _ = older.await("a snapshot", Heard::isVersion);
            try (var newer = open(ticket, "1")) {
                var told = older.toItsEnd();
                Expect.that(told.getLast().isEnd("replaced"), "the older one is told", told);
                sale.move(1);
                var _ = newer.await("version 2", it -> it.id().equals("2"));
            }
        }
        return "";
    }

    private static String wrong(Target target) throws Exception {
        var sale = Sale.open(target);
        var other = Sale.open(target);
        var ticket = sale.ticket();
        var text = ticket.getRawQuery();
        var last = text.charAt(text.length() - 1) == 'A' ? 'B' : 'A';
        for (var url :
                List.of(
                        other.stream("?" + text),
                        sale.stream("?" + text.substring(0, text.length() - 1) + last),
                        sale.stream("?ticket="),
                        sale.stream("?" + text + "&" + text),
                        target.url().resolve(sale.path() + "?" + text),
                        target.url().resolve(sale.path() + "/events?" + text),
                        target.url().resolve("/v1/stream?" + text))) {
            var answer = Ask.get(url, Map.of()).problem(401);
            Expect.that(!answer.body().contains("tkt_"), "no answer repeats it", answer.body());
        }
        Ask.get(ticket, Ask.bearer(sale.payer())).isProblem(400);
        Expect.same(401, Ask.send("HEAD", ticket, Map.of()).status(), "HEAD opens nothing");
        try (var stream = open(ticket, "")) {
            var _ = stream.await("a snapshot", Heard::isVersion);
        }
        return "";
    }

    private static String replay(Target target) throws Exception {
        var sale = Sale.open(target);
        var ticket = sale.ticket();
        try (var stream = open(ticket, "")) {
            var _ = stream.await("a snapshot", Heard::isVersion);
            LockSupport.parkNanos(MOMENT_NANOS);
        }
        // The gateway may notice a moment later that its client went away.
        Expect.soon(
                StrictStream.PATIENCE,
                () -> status(ticket, Map.of()) == 401,
                "the address alone opens nothing",
                () -> "it does");
        Expect.same(
                401,
                status(sale.stream("?last_event_id=1&" + ticket.getRawQuery()), Map.of()),
                "an id in the address proves nothing");
        Expect.same(200, status(ticket, Map.of("Last-Event-ID", "1")), "the browser comes back");
        return "";
    }

    private static int status(URI url, Map<String, String> headers) {
        try (var stream = StrictStream.open(url, headers)) {
            return stream.status();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Broken("a stream is answered", e);
        }
    }

    private static StrictStream open(URI ticket, String lastEventId) throws Exception {
        var url = URI.create(ticket + "&mode=log");
        return StrictStream.open(
                url, lastEventId.isEmpty() ? Map.of() : Map.of("Last-Event-ID", lastEventId));
    }
}
