package io.sluice.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a client written for one description of the API would stumble over in another. What is new
 * in answers breaks nobody, except another value where there could only be some.
 */
final class BreakingChanges {

    private final ApiDocument before;
    private final ApiDocument now;
    private final TreeSet<String> found = new TreeSet<>();

    private BreakingChanges(ApiDocument before, ApiDocument now) {
        this.before = before;
        this.now = now;
    }

    /** Each in one line, always the same for the same change. */
    static List<String> between(ApiDocument before, ApiDocument now) {
        var changes = new BreakingChanges(before, now);
        changes.compare();
        return List.copyOf(changes.found);
    }

    private void compare() {
        var operations =
                now.operations().stream()
                        .collect(Collectors.toMap(ApiOperation::toString, Function.identity()));
        for (var old : before.operations()) {
            var operation = operations.get(old.toString());
            if (operation == null) {
                found.add(old + ": is gone");
            } else {
                operation(old, operation);
            }
        }
    }

    private void operation(ApiOperation old, ApiOperation operation) {
        if (!old.id().equals(operation.id())) {
            found.add(old + ": is named " + operation.id());
        }
        security(old, operation);
        parameters(old, operation);
        body(old, operation);
        answers(old, operation);
    }

    /** Whoever could ask before can ask now. */
    private void security(ApiOperation old, ApiOperation operation) {
        var ways = operation.node().path("security").valueStream().toList();
        if (ways.isEmpty()) {
            return;
        }
        var were = old.node().path("security").valueStream().toList();
        if (were.isEmpty()) {
            found.add(old + ": needs a token");
        }
        were.stream()
                .filter(it -> !ways.contains(it))
                .forEach(it -> found.add(old + ": cannot be asked for any more with " + it));
    }

    private void parameters(ApiOperation old, ApiOperation operation) {
        var were = byName(old);
        byName(operation)
                .forEach((name, parameter) -> {
                    var was = were.remove(name);
                    var at = old + ": " + name;
                    if (parameter.path("required").asBoolean()
                            && (was == null || !was.path("required").asBoolean())) {
                        found.add(at + " is required");
                    }
                    if (was != null) {
                        SchemaChange.asked(before, now, found)
                                .compare(at, was.path("schema"), parameter.path("schema"));
                    }
                });
        were.keySet().forEach(name -> found.add(old + ": " + name + " is gone"));
    }

    private static Map<String, JsonNode> byName(ApiOperation operation) {
        var all = new TreeMap<String, JsonNode>();
        operation
                .parameters()
                .forEach(it ->
                        all.put(it.path("in").asString() + " " + it.path("name").asString(), it));
        return all;
    }

    private void body(ApiOperation old, ApiOperation operation) {
        var at = old + ": body";
        var was = old.body();
        var is = operation.body();
        if (was.isEmpty() && is.isPresent()) {
            found.add(at + " is required");
        } else if (was.isPresent() && is.isEmpty()) {
            found.add(at + " is gone");
        } else if (was.isPresent()) {
            SchemaChange.asked(before, now, found).compare(at, was.get(), is.orElseThrow());
        }
    }

    private void answers(ApiOperation old, ApiOperation operation) {
        for (var status : new ArrayList<>(old.node().path("responses").propertyNames())) {
            var was = old.answer(Integer.parseInt(status)).orElseThrow();
            var is = operation.answer(Integer.parseInt(status));
            var at = old + ": " + status;
            if (is.isEmpty()) {
                found.add(at + " is gone");
                continue;
            }
            was.path("content")
                    .propertyStream()
                    .forEach(it -> {
                        var content = is.get().path("content").path(it.getKey());
                        if (content.isMissingNode()) {
                            found.add(at + " " + it.getKey() + " is gone");
                        } else {
                            SchemaChange.answered(before, now, found)
                                    .compare(
                                            at,
                                            it.getValue().path("schema"),
                                            content.path("schema"));
                        }
                    });
            was.path("headers").propertyNames().stream()
                    .filter(it -> !is.get().path("headers").has(it))
                    .forEach(it -> found.add(at + " header " + it + " is gone"));
        }
        operation.node().path("responses").propertyNames().stream()
                .filter(it -> it.startsWith("2") && !old.node().path("responses").has(it))
                .forEach(it -> found.add(old + ": may succeed with " + it));
    }
}
