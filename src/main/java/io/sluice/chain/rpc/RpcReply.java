package io.sluice.chain.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a node sends back (JSON-RPC 2.0). */
@JsonIgnoreProperties(ignoreUnknown = true)
record RpcReply<T>(@Nullable JsonNode id, @Nullable T result, @Nullable Fault error) {

    /** The error object of a refusal. */
    record Fault(long code, @Nullable String message) {}

    /** The id, when it is one that we could have given. */
    Optional<Long> number() {
        if (id == null) {
            return Optional.empty();
        }
        if (id.isString()) {
            return id.stringValue().matches("\\d{1,18}")
                    ? Optional.of(Long.valueOf(id.stringValue()))
                    : Optional.empty();
        }
        return id.isIntegralNumber() && id.canConvertToLong()
                ? Optional.of(id.longValue())
                : Optional.empty();
    }

    /** Some nodes answer a number with the same number as text. */
    boolean answers(long asked) {
        return number().filter(it -> it == asked).isPresent();
    }
}
