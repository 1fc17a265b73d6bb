package io.sluice.sandbox.contract;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something a stream told.
 *
 * @param event its name; {@code comment}, {@code retry} and {@code id} for what is no event
 * @param id of the event itself; empty when it has none
 */
record Heard(String event, String id, String data) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Whether it tells a version of a payment. */
    boolean isVersion() {
        return event.equals("snapshot") || event.equals("payment");
    }

    boolean isEnd(String reason) {
        return event.equals("end") && json().path("reason").asString("").equals(reason);
    }

    JsonNode json() {
        return JSON.readTree(data);
    }

    /** Short, for it is told to people. */
    @Override
    public String toString() {
        return "%s(%s) %s".formatted(event, id, data.length() > 60 ? "…" : data);
    }

    static List<Heard> versions(Collection<Heard> all) {
        return all.stream().filter(Heard::isVersion).toList();
    }

    static List<String> ids(Collection<Heard> all) {
        return versions(all).stream().map(Heard::id).toList();
    }
}
