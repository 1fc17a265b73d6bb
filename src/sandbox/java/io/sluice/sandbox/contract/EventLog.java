package io.sluice.sandbox.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The log of everything that happened to a merchant's payments. */
record EventLog(Target target) {

    static EventLog of(Target target) {
        return new EventLog(target);
    }

    /** Where it ends now. */
    String end() throws Exception {
        return read("", new ArrayList<>());
    }

    /** Fails unless {@code heard} is all that came after a cursor, in its order and its words. */
    String isToldBy(String after, List<Heard> heard) throws Exception {
        var log = new ArrayList<JsonNode>();
        var _ = read(after, log);
        var told = Heard.versions(heard).stream().map(Heard::json).toList();
        Expect.same(names(log.stream()), names(told.stream()), "what is told, in order");
        Expect.that(log.equals(told), "what is told is what the log has", "it is not");
        Expect.that(
                Heard.versions(heard).stream().allMatch(it -> it.event().equals("payment")),
                "there are no snapshots",
                heard);
        return log.size() + " events";
    }

    static boolean says(Heard heard, String payment, int version) {
        return heard.isVersion()
                && heard.json().path("subject").asString().equals(payment)
                && heard.json().path("sequence").asString().equals(Integer.toString(version));
    }

    /** Reads to the end, which is returned. */
    private String read(String after, List<JsonNode> events) throws Exception {
        for (var cursor = after; ; ) {
            var page = page(cursor);
            page.path("data").valueStream().forEach(events::add);
            cursor = page.path("next_cursor").asString();
            if (!page.path("has_more").asBoolean()) {
                return cursor;
            }
        }
    }

    private JsonNode page(String after) throws Exception {
        var query = "/v1/events?limit=100" + (after.isEmpty() ? "" : "&after=" + after);
        return Ask.get(target.url().resolve(query), Ask.bearer(target.token())).json();
    }

    private static List<String> names(Stream<JsonNode> events) {
        return events.map(
                        it -> it.path("subject").asString() + "@" + it.path("sequence").asString())
                .toList();
    }
}
