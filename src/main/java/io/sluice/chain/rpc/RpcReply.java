package io.sluice.chain.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a node sends back (JSON-RPC 2.0). */
record RpcReply<T>(@Nullable JsonNode id, @Nullable T result, @Nullable Fault error) {

    /** The error object of a refusal. */
    record Fault(long code, @Nullable String message) {}

    /** Some nodes answer a number with the same number as text. */
    boolean answers(long asked) {
        if (id == null) {
            return false;
        }
        return id.isString()
                ? id.stringValue().equals(Long.toString(asked))
                : id.isIntegralNumber() && id.canConvertToLong() && id.longValue() == asked;
    }
}
