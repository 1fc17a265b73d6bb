package io.sluice.chain.family;

import io.sluice.chain.TransferRequest;
import io.sluice.chain.network.Network;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import java.util.Map;

/** A kind of chain: how its addresses, keys, blocks and payment links look. */
public interface ChainFamily {

    /** The CAIP-2 namespace: {@code eip155}. */
    String namespace();

    /**
     * The one form in which an address is stored and shown.
     *
     * @throws IllegalArgumentException when it is no address, or its checksum is wrong
     */
    String address(String text);

    /**
     * Reads the extended public key of an account.
     *
     * @throws io.sluice.chain.ChainFailure.UnusableKey saying why, and never repeating it
     */
    Account account(String extendedKey);

    /** Where the receiving address at {@code index} is below the account's key: {@code 0/17}. */
    String path(int index);

    /** Says how to pay {@code amount} to {@code address}. */
    TransferRequest request(AssetAmount amount, String address);

    /**
     * Reads {@code network}.
     *
     * @param assets what is taken there, by CAIP-19 type
     */
    ChainReader reader(Network network, Map<String, Asset> assets);
}
