package io.sluice.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that was written for the released description goes on to work, or it is declared. */
class CompatibilityTests {

    static final Path RELEASED = Path.of("src/test/resources/openapi/released.json");
    static final Path DECLARED = Path.of("src/test/resources/openapi/breaking-changes.txt");

    static final String SMALL =
            """
            {"paths": {
              "/things": {"post": {
                "operationId": "thing_make", "security": [{"partner": ["things:write"]}],
                "parameters": [{"name": "mode", "in": "query", "required": false,
                                "schema": {"type": "string", "enum": ["fast", "slow"]}}],
                "requestBody": {"content": {"application/json": {"schema":
                                {"$ref": "#/components/schemas/Asked"}}}},
                "responses": {
                  "200": {"content": {"application/json": {"schema":
                         {"$ref": "#/components/schemas/Answer"}}}},
                  "404": {"content": {"application/problem+json": {"schema": {"type": "object"}}}}}}},
              "/others": {"get": {"operationId": "others_list", "responses": {"200": {}}}}},
             "components": {"schemas": {
              "Asked": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string", "maxLength": 100, "pattern": "^a"},
                "size": {"type": ["integer", "null"]},
                "colour": {"type": "string", "enum": ["red", "blue"]}}},
              "Answer": {"type": "object", "required": ["id", "state"], "properties": {
                "id": {"type": "string"},
                "state": {"type": "string", "enum": ["open", "closed"]},
                "parts": {"type": "array", "items": {"type": "string"}}}}}}}
            """;

    @Test
    void breaksNothingThatIsNotDeclared() throws IOException {
        var changes = BreakingChanges.between(ApiDocument.read(RELEASED), ApiDocument.committed());

        assertThat(changes)
                .as(
                        "breaking changes against %s; if they are meant, add these lines to %s",
                        RELEASED, DECLARED)
                .isSubsetOf(declared());
    }

    @Test
    void declaresNothingThatIsNoChange() throws IOException {
        assertThat(declared())
                .isSubsetOf(
                        BreakingChanges.between(
                                ApiDocument.read(RELEASED), ApiDocument.committed()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"/others\" | \"/elsewhere\" | GET /others: is gone",
                "\"get\" | \"put\" | GET /others: is gone",
                "thing_make | thing_build | POST /things: is named thing_build",
                "things:write | things:make | POST /things: cannot be asked for any more with {\"partner\":[\"things:write\"]}",
                "\"others_list\", | \"others_list\", \"security\": [{\"partner\": []}], | GET /others: needs a token",
                "\"required\": false | \"required\": true | POST /things: query mode is required",
                "\"name\": \"mode\" | \"name\": \"way\" | POST /things: query mode is gone",
                "[\"fast\", \"slow\"] | [\"fast\"] | POST /things: query mode takes fewer values",
                "\"requestBody\" | \"nothing\" | POST /things: body is gone",
                "\"200\": {\"content\" | \"201\": {\"content\" | POST /things: 200 is gone",
                "\"404\" | \"405\" | POST /things: 404 is gone",
                "application/problem+json | text/plain | POST /things: 404 application/problem+json is gone",
                "[\"name\"] | [\"name\", \"size\"] | POST /things: body/size is required",
                "\"maxLength\": 100 | \"maxLength\": 99 | POST /things: body/name has narrower limits",
                "\"^a\" | \"^ab\" | POST /things: body/name has another pattern",
                "[\"integer\", \"null\"] | \"integer\" | POST /things: body/size is [integer], was [integer, null]",
                "[\"red\", \"blue\"] | [\"red\"] | POST /things: body/colour takes fewer values",
                "\"colour\": | \"color\": | POST /things: body/colour is gone",
                "\"id\": {\"type\": \"string\"} | \"id\": {\"type\": \"integer\"} | POST /things: 200/id is [integer], was [string]",
                "\"id\": {\"type\": \"string\"}, | | POST /things: 200/id is gone",
                "[\"id\", \"state\"] | [\"id\"] | POST /things: 200/state is not always there",
                "[\"open\", \"closed\"] | [\"open\", \"closed\", \"lost\"] | POST /things: 200/state has new values",
                "\"items\": {\"type\": \"string\"} | \"items\": {\"type\": \"object\"} | POST /things: 200/parts/- is [object], was [string]"
            })
    void noticesWhatBreaksAClient(String old, String changed, String change) {
        assertThat(SMALL).contains(old);

        var now = SMALL.replace(old, changed == null ? "" : changed);

        assertThat(changes(now)).contains(change);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"/others\": | \"/new\": {\"get\": {\"responses\": {}}}, \"/others\":",
                "\"parameters\": [ | \"parameters\": [{\"name\": \"new\", \"in\": \"query\", \"required\": false},",
                "[\"fast\", \"slow\"] | [\"fast\", \"slow\", \"new\"]",
                "\"required\": [\"name\"], | ",
                "\"maxLength\": 100 | \"maxLength\": 200",
                "\"type\": \"string\", \"maxLength\" | \"type\": [\"string\", \"null\"], \"maxLength\"",
                "\"404\": | \"429\": {}, \"404\":",
                "[\"open\", \"closed\"] | [\"open\"]",
                "\"parts\": | \"more\": {\"type\": \"string\"}, \"parts\":",
                "[\"id\", \"state\"] | [\"id\", \"state\", \"parts\"]"
            })
    void letsPassWhatBreaksNobody(String old, String changed) {
        assertThat(SMALL).contains(old);

        assertThat(changes(SMALL.replace(old, changed == null ? "" : changed))).isEmpty();
    }

    private static List<String> changes(String now) {
        return BreakingChanges.between(ApiDocument.of(SMALL), ApiDocument.of(now));
    }

    private static List<String> declared() throws IOException {
        return Files.readAllLines(DECLARED).stream()
                .filter(it -> !it.isBlank() && !it.startsWith("#"))
                .toList();
    }
}
