package io.sluice.chain.evm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call within a transaction, as a node tells it in {@code trace_block}: parents come first. */
record RpcTrace(
        @Nullable String type,
        @Nullable String blockHash,
        @Nullable String transactionHash,
        @Nullable List<Integer> traceAddress,
        @Nullable String error,
        @Nullable Action action,
        @Nullable Result result) {

    /** What was done; a contract that ends itself has an address, a refund address and balance. */
    record Action(
            @Nullable String callType,
            @Nullable String from,
            @Nullable String to,
            @Nullable String value,
            @Nullable String address,
            @Nullable String refundAddress,
            @Nullable String balance) {}

    /** What came of it: the address of a new contract. */
    record Result(@Nullable String address) {}
}
