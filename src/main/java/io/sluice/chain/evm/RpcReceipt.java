package io.sluice.chain.evm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a transaction, as a node tells it; nothing of it is checked yet. */
record RpcReceipt(
        @Nullable String transactionHash,
        @Nullable String blockHash,
        @Nullable String status,
        @Nullable List<RpcLog> logs) {

    /** A log of a receipt. */
    record RpcLog(
            @Nullable String address,
            @Nullable List<String> topics,
            @Nullable String data,
            boolean removed) {}
}
