package io.sluice.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One thing that may be asked for.
 *
 * @param node all that is said of it
 */
public record ApiOperation(ApiDocument document, String verb, String path, JsonNode node) {

    public String method() {
        return verb.toUpperCase(Locale.ROOT);
    }

    public String id() {
        return node.path("operationId").asString("");
    }

    public List<JsonNode> parameters() {
        return node.path("parameters").valueStream().toList();
    }

    /** The schema of its request's body, if it has one. */
    public Optional<JsonNode> body() {
        return Optional.of(node.at("/requestBody/content/application~1json/schema"))
                .filter(it -> !it.isMissingNode());
    }

    /** What is said of answers with this status, if anything. */
    public Optional<JsonNode> answer(int status) {
        return Optional.ofNullable(node.path("responses").get(Integer.toString(status)))
                .map(document::resolve);
    }

    /** What is wrong with an answer, by its description; empty if nothing is. */
    public Optional<String> complaint(int status, String type, String body) {
        var answer = answer(status);
        if (answer.isEmpty()) {
            return Optional.of("status " + status + " is not described");
        }
        var content = answer.get().path("content");
        if (content.isEmpty()) {
            return body.isEmpty() ? Optional.empty() : Optional.of("a body is not described");
        }
        var plain = type.split(";", 2)[0];
        if (!content.has(plain)) {
            return Optional.of("media type " + type + " is not described");
        }
        return plain.endsWith("json")
                ? new SchemaCheck(document)
                        .complaint(content.path(plain).path("schema"), ApiDocument.of(body).root())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return method() + " " + path;
    }
}
