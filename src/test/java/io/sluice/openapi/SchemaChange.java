package io.sluice.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What changed between two schemas that breaks a client: one that is asked for must take all it
 * took, and one that is answered must not hold what it did not.
 */
final class SchemaChange {

    private static final List<String> LOWER = List.of("minLength", "minimum");
    private static final List<String> UPPER = List.of("maxLength", "maximum");

    private final ApiDocument before;
    private final ApiDocument now;
    private final Set<String> found;
    private final boolean isAsked;
    private final Set<String> seen = new HashSet<>();

    private SchemaChange(ApiDocument before, ApiDocument now, Set<String> found, boolean isAsked) {
        this.before = before;
        this.now = now;
        this.found = found;
        this.isAsked = isAsked;
    }

    static SchemaChange asked(ApiDocument before, ApiDocument now, Set<String> found) {
        return new SchemaChange(before, now, found, true);
    }

    static SchemaChange answered(ApiDocument before, ApiDocument now, Set<String> found) {
        return new SchemaChange(before, now, found, false);
    }

    void compare(String at, JsonNode oldSchema, JsonNode newSchema) {
        if (oldSchema.has("$ref") && !seen.add(oldSchema + " " + newSchema)) {
            return;
        }
        var old = before.resolve(oldSchema);
        var is = now.resolve(newSchema);
        types(at, old, is);
        values(at, old, is);
        limits(at, old, is);
        members(at, old, is);
        for (var part : List.of("items", "additionalProperties")) {
            if (old.has(part) && is.has(part)) {
                compare(at + "/-", old.get(part), is.get(part));
            }
        }
        choices(at, old, is);
    }

    private void types(String at, JsonNode old, JsonNode is) {
        var were = types(old);
        var are = types(is);
        if (!(isAsked ? are.containsAll(were) : were.containsAll(are))) {
            found.add("%s is %s, was %s".formatted(at, are, were));
        }
        if (!old.path("format").equals(is.path("format"))) {
            found.add(at + " has another format");
        }
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return (type.isArray() ? type.valueStream() : Stream.of(type))
                .map(it -> it.asString("anything"))
                .sorted()
                .toList();
    }

    private void values(String at, JsonNode old, JsonNode is) {
        var wide = isAsked ? is : old;
        var narrow = isAsked ? old : is;
        if (!wide.has("enum")) {
            return;
        }
        var allowed = wide.get("enum").valueStream().toList();
        if (!narrow.has("enum")
                || !allowed.containsAll(narrow.get("enum").valueStream().toList())) {
            found.add(at + (isAsked ? " takes fewer values" : " has new values"));
        }
    }

    private void limits(String at, JsonNode old, JsonNode is) {
        if (!isAsked) {
            return;
        }
        var lower = LOWER.stream().anyMatch(it -> number(is, it, 0) > number(old, it, 0));
        var most = Long.MAX_VALUE;
        var upper = UPPER.stream().anyMatch(it -> number(is, it, most) < number(old, it, most));
        if (lower || upper) {
            found.add(at + " has narrower limits");
        }
        if (is.has("pattern") && !is.get("pattern").equals(old.path("pattern"))) {
            found.add(at + " has another pattern");
        }
    }

    private static long number(JsonNode schema, String name, long otherwise) {
        return schema.path(name).asLong(otherwise);
    }

    private void members(String at, JsonNode old, JsonNode is) {
        old.path("properties")
                .propertyStream()
                .forEach(it -> {
                    var path = at + "/" + it.getKey();
                    var member = is.path("properties").path(it.getKey());
                    if (member.isMissingNode()) {
                        found.add(path + " is gone");
                    } else {
                        compare(path, it.getValue(), member);
                    }
                });
        var required = names(old);
        var demanded = names(is);
        (isAsked ? demanded : required)
                .stream()
                        .filter(it -> !(isAsked ? required : demanded).contains(it))
                        .filter(it -> isAsked || is.path("properties").has(it))
                        .forEach(it ->
                                found.add(
                                        "%s/%s is %s"
                                                .formatted(
                                                        at,
                                                        it,
                                                        isAsked
                                                                ? "required"
                                                                : "not always there")));
    }

    private static List<String> names(JsonNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asString).toList();
    }

    private void choices(String at, JsonNode old, JsonNode is) {
        for (var kind : List.of("oneOf", "anyOf")) {
            var were = old.path(kind);
            var are = is.path(kind);
            if (isAsked ? are.size() < were.size() : are.size() > were.size()) {
                found.add(at + " has other choices");
            }
            for (var index = 0; index < Math.min(were.size(), are.size()); index++) {
                compare(at, were.get(index), are.get(index));
            }
        }
    }
}
