package io.sluice.chain.family;

import io.sluice.chain.TransferRequest;
import io.sluice.chain.network.Network;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

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

    /**
     * Reads what a wallet signed, and whose signature it is.
     *
     * @throws io.sluice.chain.ChainFailure.UnfitTransaction saying what is wrong with it
     */
    Signed signed(String raw);

    /**
     * What of {@code missing} it would pay to {@code address}.
     *
     * @throws io.sluice.chain.ChainFailure.UnfitTransaction when it does not, saying why
     */
    Movement paying(Signed signed, AssetAmount missing, String address);

    /** What of {@code assets} it would move to {@code address}; empty when nothing. */
    Optional<Movement> moving(Signed signed, Collection<Asset> assets, String address);

    /**
     * What {@code contract} answers to {@code data} at the end of the block with this hash, as
     * enough operators say.
     */
    Mono<String> call(Network network, String contract, String data, String hash);

    /** Takes transactions to the nodes of {@code network}. */
    Courier courier(Network network);
}
