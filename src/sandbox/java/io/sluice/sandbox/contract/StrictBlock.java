package io.sluice.sandbox.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lines up to the next empty one. Each field comes once, is one of the four that there are, and
 * says something: anything else would be dropped in silence by a client.
 */
final class StrictBlock {

    private final Consumer<Heard> listener;
    private final Map<String, String> fields = new LinkedHashMap<>();

    StrictBlock(Consumer<Heard> listener) {
        this.listener = listener;
    }

    boolean isBegun() {
        return !fields.isEmpty();
    }

    void take(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith(":")) {
            keep("comment", line.substring(1).strip());
        } else {
            var colon = line.indexOf(':');
            Expect.that(colon > 0, "a line is a field with its value", line);
            var value = line.substring(colon + 1);
            keep(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void keep(String name, String value) {
        switch (name) {
            case "event", "data", "comment" -> {}
            case "id" -> Expect.that(value.indexOf('\0') < 0, "an id has no NUL", value);
            case "retry" -> Expect.that(value.matches("[0-9]+"), "a retry is a number", value);
            default -> throw new Broken("a field has a known name, but: " + name);
        }
        Expect.that(fields.put(name, value) == null, "a block has a field once", name);
    }

    private void dispatch() {
        Expect.that(isBegun(), "a block says something", "an empty one");
        var told = fields.containsKey("data");
        Expect.that(told == fields.containsKey("event"), "an event has a name and data", fields);
        Expect.that(told || fields.size() == 1, "what is no event says one thing", fields);
        listener.accept(told ? event() : other());
        fields.clear();
    }

    private Heard event() {
        return new Heard(
                fields.getOrDefault("event", ""),
                fields.getOrDefault("id", ""),
                fields.getOrDefault("data", ""));
    }

    private Heard other() {
        var only = fields.entrySet().iterator().next();
        var isId = only.getKey().equals("id");
        return new Heard(only.getKey(), isId ? only.getValue() : "", isId ? "" : only.getValue());
    }
}
