package io.sluice.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes what a node is asked and what it answers. */
public interface Lie {

    /** Makes of what was asked the question to put to the true node. */
    default void rephrase(ObjectNode question) {}

    /** The result to give instead of the true one, which may be changed in place. */
    JsonNode answer(ObjectNode question, JsonNode result);
}
