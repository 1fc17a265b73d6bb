package io.sluice.e2e;

import io.sluice.openapi.ApiDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values that a well-meaning client might send, made from schemas and from what there is. */
final class LikelyValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ApiDocument document;
    private final Random random;
    private final Map<String, List<String>> known;

    /**
     * Values by the names of what they are for.
     *
     * @param known what cannot be guessed
     */
    LikelyValues(ApiDocument document, Random random, Map<String, List<String>> known) {
        this.document = document;
        this.random = random;
        this.known = known;
    }

    /** A value for what has this name; not all that is optional is there. */
    JsonNode of(String name, JsonNode described) {
        var schema = document.resolve(described);
        if (schema.has("anyOf")) {
            return of(name, schema.get("anyOf").get(0));
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> JSON.arrayNode().add(of(singular(name), schema.get("items")));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> JSON.numberNode(1 + random.nextInt(50));
            default -> JSON.stringNode(text(name, schema));
        };
    }

    String text(String name, JsonNode schema) {
        if (schema.has("enum")) {
            return any(schema.get("enum").valueStream().map(JsonNode::asString).toList());
        }
        return known.containsKey(name) ? any(known.get(name)) : text(name);
    }

    private String text(String name) {
        return switch (name) {
            case "amount" -> any(List.of("25.00", "1", "0.01", "99999"));
            case "currency", "quote" -> any(List.of("EUR", "USD"));
            case "base" -> any(List.of("USDC", "ETH"));
            case "choose_within", "pay_within", "valid_for" -> any(List.of("PT30M", "PT1H"));
            case "max_lateness" -> "P1D";
            case "late" -> any(List.of("hold", "accept_if_covered"));
            case "absolute", "percent", "cap" -> any(List.of("0", "0.5", "1.00"));
            case "family" -> "eip155";
            case "return_url" -> "https://shop.example/orders/4711";
            case "created_after", "created_before" ->
                    Instant.now().plus(Duration.ofDays(random.nextInt(3) - 1L)).toString();
            case "status" -> any(List.of("created", "awaiting_payment", "cancelled"));
            case "limit" -> Integer.toString(1 + random.nextInt(200));
            case "last_event_id", "Last-Event-ID" -> Integer.toString(random.nextInt(4));
            case "If-Match" -> "\"%d\"".formatted(1 + random.nextInt(3));
            case "Idempotency-Key" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "traceparent" -> "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
            case "transaction" -> "0x" + "%016x".formatted(random.nextLong()).repeat(4);
            default -> "word-" + random.nextInt(100);
        };
    }

    private JsonNode object(JsonNode schema) {
        var object = JSON.objectNode();
        var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties")
                .propertyStream()
                .forEach(it -> {
                    if (required.contains(it.getKey()) || random.nextBoolean()) {
                        object.set(it.getKey(), of(it.getKey(), it.getValue()));
                    }
                });
        if (schema.has("additionalProperties")) {
            object.put("cart", "88");
        }
        return object;
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("string");
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
