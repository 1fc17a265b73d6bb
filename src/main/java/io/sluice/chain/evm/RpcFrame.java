package io.sluice.chain.evm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call within a transaction, as a node's {@code callTracer} tells it. */
record RpcFrame(
        @Nullable String type,
        @Nullable String from,
        @Nullable String to,
        @Nullable String value,
        @Nullable String error,
        @Nullable List<RpcFrame> calls) {

    /** What one transaction called. */
    record Traced(@Nullable String txHash, @Nullable RpcFrame result) {}
}
