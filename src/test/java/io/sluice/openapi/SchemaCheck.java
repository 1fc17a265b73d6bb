package io.sluice.openapi;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Holds values to schemas, as far as ours go; and what is in an object without being described is
 * wrong, too, which JSON Schema itself would let pass.
 */
final class SchemaCheck {

    private static final Set<String> KNOWN =
            Set.of(
                    "$ref",
                    "type",
                    "format",
                    "enum",
                    "properties",
                    "required",
                    "items",
                    "additionalProperties",
                    "oneOf",
                    "anyOf",
                    "pattern",
                    "minLength",
                    "maxLength",
                    "minimum",
                    "maximum",
                    "description",
                    "example",
                    "examples",
                    "default",
                    "deprecated");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final ApiDocument document;

    SchemaCheck(ApiDocument document) {
        this.document = document;
    }

    /** The first thing that is wrong, or empty. */
    Optional<String> complaint(JsonNode schema, JsonNode value) {
        return complaints("", document.resolve(schema), value).findFirst();
    }

    private Stream<String> complaints(String at, JsonNode schema, JsonNode value) {
        var unknown = schema.propertyNames().stream().filter(it -> !KNOWN.contains(it));
        return Stream.of(
                        unknown.map(it -> at + ": no check for " + it),
                        choice(at, schema, value),
                        type(at, schema, value),
                        text(at, schema, value),
                        object(at, schema, value),
                        items(at, schema, value))
                .flatMap(it -> it);
    }

    private Stream<String> choice(String at, JsonNode schema, JsonNode value) {
        var choices = schema.has("oneOf") ? schema.get("oneOf") : schema.path("anyOf");
        if (choices.isEmpty()) {
            return Stream.empty();
        }
        var fitting = choices.valueStream().filter(it -> complaint(it, value).isEmpty()).count();
        var fits = schema.has("oneOf") ? fitting == 1 : fitting > 0;
        return fits ? Stream.empty() : Stream.of(at + ": fits " + fitting + " of its choices");
    }

    private static Stream<String> type(String at, JsonNode schema, JsonNode value) {
        var type = schema.path("type");
        var types = type.isArray() ? type.valueStream() : Stream.of(type);
        return type.isMissingNode() || types.anyMatch(it -> is(it.asString(), value))
                ? Stream.empty()
                : Stream.of("%s: is %s, not %s".formatted(at, value.getNodeType(), type));
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "null" -> value.isNull();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
    }

    private static Stream<String> text(String at, JsonNode schema, JsonNode value) {
        if (!value.isString()) {
            return Stream.empty();
        }
        var text = value.asString();
        var length = text.codePointCount(0, text.length());
        var fits =
                (!schema.has("enum") || schema.get("enum").valueStream().anyMatch(value::equals))
                        && (!schema.has("pattern")
                                || Pattern.compile(schema.get("pattern").asString())
                                        .matcher(text)
                                        .find())
                        && length >= schema.path("minLength").asInt(0)
                        && length <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                        && (!schema.path("format").asString("").equals("date-time")
                                || TIME.matcher(text).matches());
        return fits ? Stream.empty() : Stream.of(at + ": does not fit " + schema);
    }

    private Stream<String> object(String at, JsonNode schema, JsonNode value) {
        if (!value.isObject() || schema.has("oneOf") || schema.has("anyOf")) {
            return Stream.empty();
        }
        var missing =
                schema.path("required")
                        .valueStream()
                        .filter(it -> !value.has(it.asString()))
                        .map(it -> "%s/%s: is missing".formatted(at, it.asString()));
        return Stream.concat(
                missing,
                value.propertyStream()
                        .flatMap(it -> member(at, schema, it.getKey(), it.getValue())));
    }

    private Stream<String> member(String at, JsonNode schema, String name, JsonNode value) {
        var path = at + "/" + name;
        var described = schema.path("properties").path(name);
        if (!described.isMissingNode()) {
            return complaints(path, document.resolve(described), value);
        }
        if (schema.has("additionalProperties")) {
            return complaints(path, document.resolve(schema.get("additionalProperties")), value);
        }
        return schema.has("properties") ? Stream.of(path + ": is not described") : Stream.empty();
    }

    private Stream<String> items(String at, JsonNode schema, JsonNode value) {
        return value.isArray() && schema.has("items")
                ? StreamSupport.stream(value.spliterator(), false)
                        .flatMap(it ->
                                complaints(at + "/-", document.resolve(schema.get("items")), it))
                : Stream.empty();
    }
}
