package io.sluice.chain.proof;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a transaction, as a node tells it; nothing of it is checked yet. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RpcReceipt(
        @Nullable String transactionHash,
        @Nullable String blockHash,
        @Nullable String status,
        @Nullable String root,
        @Nullable String cumulativeGasUsed,
        @Nullable List<RpcLog> logs,
        @Nullable String depositNonce,
        @Nullable String depositReceiptVersion) {

    /** A log of a receipt. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RpcLog(
            @Nullable String address,
            @Nullable List<String> topics,
            @Nullable String data,
            boolean removed) {}
}
