package io.sluice.chain.proof;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction as a node tells it; nothing of it is checked yet. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RpcTransaction(
        @Nullable String hash,
        @Nullable String type,
        @Nullable String from,
        @Nullable String to,
        @Nullable String value,
        @Nullable String nonce,
        @Nullable String input,
        @Nullable String gas,
        @Nullable String gasPrice,
        @Nullable String maxFeePerGas,
        @Nullable String maxPriorityFeePerGas,
        @Nullable String maxFeePerBlobGas,
        @Nullable String chainId,
        @Nullable List<RpcAccess> accessList,
        @Nullable List<String> blobVersionedHashes,
        @Nullable List<RpcAuthorization> authorizationList,
        @Nullable String v,
        @Nullable String yParity,
        @Nullable String r,
        @Nullable String s,
        @Nullable String sourceHash,
        @Nullable String mint,
        boolean isSystemTx) {

    /** What a transaction says it will touch (EIP-2930). */
    public record RpcAccess(@Nullable String address, @Nullable List<String> storageKeys) {}

    /** An account's consent to run code (EIP-7702). */
    public record RpcAuthorization(
            @Nullable String chainId,
            @Nullable String address,
            @Nullable String nonce,
            @Nullable String v,
            @Nullable String yParity,
            @Nullable String r,
            @Nullable String s) {}
}
