package io.sluice.chain;

import io.sluice.money.ChainId;
import reactor.core.publisher.Mono;

/** Reads what contracts say, believing no node alone. */
public interface ContractCalls {

    /** Whether {@code chain} is among those that this gateway is to read. */
    boolean reach(ChainId chain);

    /**
     * What {@code contract} answers to {@code data}, both in hexadecimal, at the end of the newest
     * block that was verified here; enough operators must say the same. Empty before the chain's
     * first block was read.
     */
    Mono<String> call(ChainId chain, String contract, String data);
}
