package io.sluice.chain.evm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block as a node tells it, with whole transactions; nothing of it is checked yet. */
record RpcBlock(
        @Nullable String number,
        @Nullable String hash,
        @Nullable String parentHash,
        @Nullable String timestamp,
        @Nullable List<RpcTransaction> transactions) {

    /** A transaction within a block. */
    record RpcTransaction(
            @Nullable String hash,
            @Nullable String from,
            @Nullable String to,
            @Nullable String value,
            @Nullable String nonce,
            @Nullable String type) {}
}
