package io.sluice.chain.proof;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block as a node tells it, with whole transactions; nothing of it is checked yet. What a chain's
 * rules do not know is absent.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RpcBlock(
        @Nullable String number,
        @Nullable String hash,
        @Nullable String parentHash,
        @Nullable String sha3Uncles,
        @Nullable String miner,
        @Nullable String stateRoot,
        @Nullable String transactionsRoot,
        @Nullable String receiptsRoot,
        @Nullable String logsBloom,
        @Nullable String difficulty,
        @Nullable String gasLimit,
        @Nullable String gasUsed,
        @Nullable String timestamp,
        @Nullable String extraData,
        @Nullable String mixHash,
        @Nullable String nonce,
        @Nullable String baseFeePerGas,
        @Nullable String withdrawalsRoot,
        @Nullable String blobGasUsed,
        @Nullable String excessBlobGas,
        @Nullable String parentBeaconBlockRoot,
        @Nullable String requestsHash,
        @Nullable String extDataHash,
        @Nullable String extDataGasUsed,
        @Nullable String blockGasCost,
        @Nullable String timestampMilliseconds,
        @Nullable String minDelayExcess,
        @Nullable List<RpcTransaction> transactions) {}
