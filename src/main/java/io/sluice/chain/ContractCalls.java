package io.sluice.chain;

import io.sluice.money.ChainId;
import reactor.core.publisher.Mono;

/** Reads what contracts say, believing no node alone. */
public interface ContractCalls {

    /**
     * What {@code contract} answers to {@code data}, both in hexadecimal, at the end of the newest
     * block that was verified here; enough operators must say the same. Empty before the chain's
     * first block was read.
     */
    Mono<String> call(ChainId chain, String contract, String data);
}
