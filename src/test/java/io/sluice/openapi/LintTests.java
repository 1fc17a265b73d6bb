package io.sluice.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every description of an operation or a schema must have. */
class LintTests {

    private static final List<String> MAY_HOLD_ANYTHING = List.of("/metadata", "keySet_keySet 200");

    final ApiDocument document = ApiDocument.committed();
    final JsonNode root = document.root();

    @Test
    void hasOperationsThatAreNamedAndPlaced() {
        assertThat(document.operations())
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.id()).as("%s", it).matches("[a-z][A-Za-z]*_[a-z][A-Za-z]*");
                    assertThat(it.node().path("summary").asString("")).as("%s", it).isNotBlank();
                    assertThat(it.node().path("summary").asString(""))
                            .as("%s", it)
                            .doesNotEndWith(".");
                    assertThat(it.node().path("tags")).as("%s", it).hasSize(1);
                });
        assertThat(document.operations().stream().map(ApiOperation::id)).doesNotHaveDuplicates();
    }

    @Test
    void saysWhoMayAskUnlessEverybodyMay() {
        var schemes = root.at("/components/securitySchemes").propertyNames();

        assertThat(document.operations())
                .allSatisfy(it -> {
                    var security = it.node().path("security");
                    assertThat(security.isMissingNode())
                            .as("%s is open to everybody", it)
                            .isEqualTo(it.path().startsWith("/.well-known/"));
                    assertThat(security.valueStream().flatMap(one -> one.propertyNames().stream()))
                            .as("%s", it)
                            .isSubsetOf(schemes);
                });
    }

    @Test
    void describesEveryRefusalAsAProblem() {
        var problem = root.at("/components/schemas/Problem");

        assertThat(document.operations())
                .allSatisfy(it -> {
                    var statuses = it.node().path("responses").propertyNames();
                    assertThat(statuses)
                            .as("%s", it)
                            .contains("400", "401", "406", "431", "500", "503");
                    assertThat(statuses).as("%s", it).anyMatch(status -> status.startsWith("2"));
                    assertThat(statuses.stream().filter(status -> status.compareTo("400") >= 0))
                            .as("%s", it)
                            .allSatisfy(
                                    status -> assertThat(refusal(it, status)).isEqualTo(problem));
                });
    }

    @Test
    void hasEveryParameterOfAPathAndNoOther() {
        assertThat(document.operations())
                .allSatisfy(it -> {
                    var named =
                            it.parameters().stream()
                                    .filter(one -> one.path("in").asString().equals("path"))
                                    .peek(one ->
                                            assertThat(one.path("required").asBoolean()).isTrue())
                                    .map(one -> "{" + one.path("name").asString() + "}");
                    assertThat(named)
                            .as("%s", it)
                            .containsExactlyElementsOf(
                                    Stream.of(it.path().split("/", -1))
                                            .filter(part -> part.startsWith("{"))
                                            .toList());
                });
    }

    @Test
    void describesEverySchema() {
        assertThat(schemas())
                .allSatisfy(it -> {
                    assertThat(it.getValue().path("description").asString(""))
                            .as(it.getKey())
                            .isNotBlank();
                    assertThat(it.getValue().path("properties").size())
                            .as(it.getKey())
                            .isPositive();
                    var required =
                            it.getValue().path("required").valueStream().map(JsonNode::asString);
                    assertThat(required)
                            .as(it.getKey())
                            .isSubsetOf(it.getValue().path("properties").propertyNames());
                });
    }

    @Test
    void leavesNothingOpenThatIsNotMeantToBe() {
        assertThat(places("", root.path("components")))
                .filteredOn(it -> it.endsWith("/additionalProperties"))
                .allMatch(it -> MAY_HOLD_ANYTHING.stream().anyMatch(it::contains));
    }

    @Test
    void followsEveryReference() {
        assertThat(document.root().findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(root.at(it.substring(1)).isObject()).as(it).isTrue());
        var used = document.root().findValuesAsString("$ref");
        assertThat(schemas().map(it -> "#/components/schemas/" + it.getKey()))
                .as("schemas that nobody uses")
                .isSubsetOf(used);
    }

    @Test
    void givesExamplesThatFit() {
        var check = new SchemaCheck(document);

        assertThat(described(root).filter(it -> it.has("example") && !it.has("in")))
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(check.complaint(it, it.get("example")))
                                .isEqualTo(Optional.empty()));
    }

    private JsonNode refusal(ApiOperation operation, String status) {
        var content = operation.answer(Integer.parseInt(status)).orElseThrow().path("content");
        assertThat(content.propertyNames()).containsExactly("application/problem+json");
        return document.resolve(content.at("/application~1problem+json/schema"));
    }

    private Stream<Map.Entry<String, JsonNode>> schemas() {
        return root.at("/components/schemas").propertyStream();
    }

    private static Stream<String> places(String at, JsonNode node) {
        return node.propertyStream()
                .flatMap(it -> {
                    var place = at + "/" + it.getKey();
                    return Stream.concat(Stream.of(place), places(place, it.getValue()));
                });
    }

    /** Every object, however deep. */
    private static Stream<JsonNode> described(JsonNode node) {
        var self = node.isObject() ? Stream.of(node) : Stream.<JsonNode>empty();
        return Stream.concat(self, node.valueStream().flatMap(LintTests::described));
    }
}
