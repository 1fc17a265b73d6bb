package io.sluice.openapi;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How refusals look: one shape for all, and one response for each status. */
final class Refusals {

    private static final Map<Integer, String> MEANINGS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(400, "The request cannot be read"),
                            Map.entry(401, "There is no token, or it is not good"),
                            Map.entry(403, "The token lacks the scope"),
                            Map.entry(404, "There is no such thing for this caller"),
                            Map.entry(
                                    409, "Not now: something else is going on, or it is too late"),
                            Map.entry(406, "It is not available as Accept asks for it"),
                            Map.entry(412, "It changed since it was looked at"),
                            Map.entry(413, "The body is too large"),
                            Map.entry(414, "The address is too long"),
                            Map.entry(415, "The body is not JSON in UTF-8"),
                            Map.entry(422, "The request can be read, but not done"),
                            Map.entry(428, "If-Match is missing"),
                            Map.entry(429, "Too often: wait before trying again"),
                            Map.entry(431, "The headers are too large"),
                            Map.entry(500, "A bug of ours"),
                            Map.entry(503, "Something we need is away; try again")));

    private static final Set<Integer> WITH_RETRY_AFTER = Set.of(409, 429, 503);

    private Refusals() {}

    static Map<String, ApiResponse> responses() {
        var responses = new LinkedHashMap<String, ApiResponse>();
        MEANINGS.forEach(
                (status, meaning) -> responses.put(name(status), response(status, meaning)));
        return responses;
    }

    /** A link to the response with this status. */
    static ApiResponse link(int status) {
        if (!MEANINGS.containsKey(status)) {
            throw new IllegalArgumentException("no refusal with status " + status);
        }
        return new ApiResponse().$ref("#/components/responses/" + name(status));
    }

    @SuppressWarnings("rawtypes") // as the library has it
    static Map<String, Schema> schemas() {
        var schemas = new LinkedHashMap<String, Schema>();
        schemas.put("Problem", problem());
        schemas.put("ProblemField", field());
        return schemas;
    }

    private static Schema<?> problem() {
        var problem = typed("object", "Why a request was refused (RFC 9457)");
        problem.setProperties(
                Map.of(
                        "type", typed("string", "stable, /problems/ and the code"),
                        "title", typed("string", "the name of the status"),
                        "status", typed("integer", "the HTTP status"),
                        "detail", typed("string", "what happened, for people"),
                        "code", typed("string", "stable, for programs"),
                        "request_id", typed("string", "to be quoted when asking for help"),
                        "retryable", typed("boolean", "whether it may succeed later"),
                        "errors", list("#/components/schemas/ProblemField")));
        problem.setRequired(problem.getProperties().keySet().stream().sorted().toList());
        return problem;
    }

    private static Schema<?> field() {
        var field = typed("object", "What is wrong with one field");
        field.setProperties(
                Map.of(
                        "pointer", typed("string", "JSON pointer (RFC 6901) into the body"),
                        "detail", typed("string", "what is wrong there")));
        field.setRequired(List.of("detail", "pointer"));
        return field;
    }

    private static String name(int status) {
        return "Problem" + status;
    }

    private static ApiResponse response(int status, String meaning) {
        var problem = new JsonSchema();
        problem.set$ref("#/components/schemas/Problem");
        var content =
                new Content()
                        .addMediaType("application/problem+json", new MediaType().schema(problem));
        var response = new ApiResponse().description(meaning).content(content);
        if (WITH_RETRY_AFTER.contains(status)) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("seconds to wait before trying again")
                            .schema(typed("integer", "seconds")));
        }
        return response;
    }

    private static Schema<?> list(String item) {
        var items = new JsonSchema();
        items.set$ref(item);
        var list = typed("array", "which parts of the body were wrong");
        list.setItems(items);
        return list;
    }

    private static JsonSchema typed(String type, String what) {
        var schema = new JsonSchema();
        schema.addType(type);
        schema.setDescription(what);
        return schema;
    }
}
