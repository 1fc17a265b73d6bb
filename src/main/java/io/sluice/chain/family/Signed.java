package io.sluice.chain.family;

import io.sluice.chain.Broadcasts.Presented;
import io.sluice.money.ChainId;
import java.math.BigInteger;

/**
 * A transaction with a good signature, read without asking anybody.
 *
 * @param raw as it is sent, in the family's text form
 * @param sender who signed it, in the family's stored form
 * @param call what it asks the chain to do
 */
public record Signed(
        ChainId chain, String hash, String raw, String sender, BigInteger nonce, Call call)
        implements Presented {

    /**
     * What a transaction does and what its sender offers for it.
     *
     * @param to in the family's stored form; empty to create a contract
     * @param price the most that is offered for a unit of gas
     */
    public record Call(
            String to, BigInteger value, String data, BigInteger gas, BigInteger price) {}
}
