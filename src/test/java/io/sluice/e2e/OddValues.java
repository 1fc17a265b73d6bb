package io.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is not wanted: values of other types, out of bounds, strange, or not even well-formed. */
final class OddValues {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "0",
                    "-1",
                    "1e400",
                    "NaN",
                    "null",
                    "true",
                    "\u202e\u200b\ufeff",
                    "😀".repeat(70),
                    "é".repeat(300),
                    "' OR 1=1 --",
                    "%s%n${a:b}",
                    "a\tb",
                    "a\nb",
                    "\u0001",
                    "\ud7ff\ue000",
                    "../..",
                    "<script>",
                    "x".repeat(5_000),
                    "9".repeat(90),
                    "PT9999999999H",
                    "P-1D",
                    "+999999999-01-01T00:00:00Z",
                    "0x" + "f".repeat(64),
                    "0x",
                    "eip155:1/slip44:60",
                    "pay_" + "z".repeat(26));

    /** As they stand in a JSON text. */
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "1e1000000000",
                    "-1E-999999999",
                    "9".repeat(99),
                    "9".repeat(300),
                    "\"\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "[]",
                    "{}",
                    "[[[[[[]]]]]]",
                    "[".repeat(20) + "]".repeat(20),
                    "{\"a\":{\"a\":{}}}",
                    "[null]",
                    "NaN",
                    "-0",
                    "01",
                    "'a'");

    private static final String PLACE = "\"\u2603\"";

    private final Random random;

    OddValues(Random random) {
        this.random = random;
    }

    String text() {
        return any(TEXTS);
    }

    /** The same text with one thing in it that is not wanted. */
    byte[] body(JsonNode wanted) {
        var body = (ObjectNode) wanted.deepCopy();
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> with(body, any(VALUES));
            case 3, 4 -> with(body, JSON.writeValueAsString(text()));
            case 5 -> without(body);
            case 6 -> body.put("surplus", 1).toString().getBytes(UTF_8);
            case 7 -> doubled(body);
            case 8 -> torn(body.toString().getBytes(UTF_8));
            case 9 -> (body + any(List.of(" {}", "x", ",", "]", "\u0000"))).getBytes(UTF_8);
            case 10 -> any(VALUES).getBytes(UTF_8);
            default -> (any(List.of("\ufeff", " ".repeat(70_000), "//\n")) + body).getBytes(UTF_8);
        };
    }

    /** Puts {@code text}, well-formed or not, in the place of one value. */
    private byte[] with(ObjectNode body, String text) {
        var parents = new ArrayList<JsonNode>();
        collect(body, parents);
        var parent = any(parents);
        if (parent instanceof ObjectNode object && !object.isEmpty()) {
            var names = object.propertyNames().stream().toList();
            object.put(any(names), "\u2603");
        } else if (parent instanceof ArrayNode array) {
            array.add("\u2603");
        }
        return body.toString().replace(PLACE, text).getBytes(UTF_8);
    }

    private byte[] without(ObjectNode body) {
        if (!body.isEmpty()) {
            var _ = body.remove(any(body.propertyNames().stream().toList()));
        }
        return body.toString().getBytes(UTF_8);
    }

    private byte[] doubled(ObjectNode body) {
        if (body.isEmpty()) {
            return "{\"a\":1,\"a\":2}".getBytes(UTF_8);
        }
        var name = any(body.propertyNames().stream().toList());
        var text = body.toString();
        return "%s,\"%s\":%s}"
                .formatted(text.substring(0, text.length() - 1), name, body.get(name))
                .getBytes(UTF_8);
    }

    private byte[] torn(byte[] body) {
        var at = random.nextInt(body.length);
        body[at] = (byte) random.nextInt(256);
        return body;
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainer()) {
            parents.add(node);
            node.valueStream().forEach(it -> collect(it, parents));
        }
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
