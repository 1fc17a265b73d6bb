package io.sluice.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A description of the API, as it was written down. */
public record ApiDocument(JsonNode root) {

    /** The one that belongs to this source. */
    public static final Path COMMITTED = Path.of("src/main/resources/openapi.json");

    private static final JsonMapper JSON = JsonMapper.shared();

    public static ApiDocument committed() {
        return read(COMMITTED);
    }

    static ApiDocument read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ApiDocument of(String json) {
        return new ApiDocument(JSON.readTree(json));
    }

    public List<ApiOperation> operations() {
        return root.path("paths")
                .propertyStream()
                .flatMap(path ->
                        path.getValue()
                                .propertyStream()
                                .map(it ->
                                        new ApiOperation(
                                                this, it.getKey(), path.getKey(), it.getValue())))
                .toList();
    }

    /** What is meant: a reference leads to it. */
    public JsonNode resolve(JsonNode node) {
        var at = node;
        while (at.has("$ref")) {
            at = root.at(at.get("$ref").asString().substring(1));
        }
        return at;
    }
}
