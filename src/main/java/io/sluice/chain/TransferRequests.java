package io.sluice.chain;

import io.sluice.money.AssetAmount;

/** Says how to pay, in the words of the chain the asset lives on. */
public interface TransferRequests {

    /**
     * A request to send exactly {@code amount} to {@code address}.
     *
     * @throws IllegalArgumentException when the asset is of a kind nobody here can transfer
     */
    TransferRequest of(AssetAmount amount, String address);
}
