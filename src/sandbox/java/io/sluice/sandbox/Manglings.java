package io.sluice.sandbox;

import io.sluice.sandbox.NodeFault.Mangling;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Ways in which true answers become useless. */
public final class Manglings {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Manglings() {}

    /** Half of the JSON. */
    public static Mangling truncated() {
        return new Mangling("truncated", (_, answer) -> answer.substring(0, answer.length() / 2));
    }

    /** The answer to another question. */
    public static Mangling wrongId() {
        return each("wrong id", it -> it.put("id", 1_000_000_007));
    }

    /** An error object with HTTP status 200 for each question: rate limits come like this too. */
    public static Mangling refusing(int code, String message) {
        return each(
                "refusing",
                it -> {
                    it.remove("result");
                    it.putObject("error").put("code", code).put("message", message);
                });
    }

    /** No state of any block, as of one that is too old; blocks and receipts as they are. */
    public static Mangling pruned() {
        var refusing = refusing(-32000, "missing trie node 0x00 (path ) state is not available");
        return new Mangling(
                "pruned",
                (question, answer) ->
                        question.contains("\"eth_call\"") || question.contains("\"eth_getBalance\"")
                                ? refusing.spoilt().apply(question, answer)
                                : answer);
    }

    /** The same of some blocks, by their hashes. */
    public static Mangling prunedAt(Set<String> hashes) {
        var pruned = pruned();
        return new Mangling(
                "pruned at some",
                (question, answer) ->
                        hashes.stream().anyMatch(question::contains)
                                ? pruned.spoilt().apply(question, answer)
                                : answer);
    }

    /** The answers to a batch in another order, which the protocol allows. */
    public static Mangling batchReordered() {
        return batch("batch reordered", Manglings::reversed);
    }

    /** One error object for a whole batch. */
    public static Mangling batchAsObject() {
        return batch(
                "batch as object",
                _ -> {
                    var refused = JsonNodeFactory.instance.objectNode();
                    refused.put("jsonrpc", "2.0").putNull("id");
                    refused.putObject("error").put("code", -32600).put("message", "no batches");
                    return refused;
                });
    }

    /** One answer of a batch is not there. */
    public static Mangling batchIncomplete() {
        return batch(
                "batch incomplete",
                answers -> {
                    answers.remove(answers.size() - 1);
                    return answers;
                });
    }

    private static JsonNode reversed(ArrayNode answers) {
        var reversed = answers.arrayNode();
        for (var i = answers.size() - 1; i >= 0; i--) {
            reversed.add(answers.get(i));
        }
        return reversed;
    }

    private static Mangling each(String how, Consumer<ObjectNode> change) {
        return new Mangling(
                how,
                (_, answer) -> {
                    var all = JSON.readTree(answer);
                    TrueNode.objects(all).forEach(change);
                    return JSON.writeValueAsString(all);
                });
    }

    private static Mangling batch(String how, Function<ArrayNode, JsonNode> to) {
        return new Mangling(
                how,
                (_, answer) ->
                        JSON.readTree(answer) instanceof ArrayNode answers
                                ? JSON.writeValueAsString(to.apply(answers))
                                : answer);
    }
}
