package io.sluice.chain.evm;

import io.sluice.chain.TransferRequest;
import io.sluice.money.AssetAmount;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;

/**
 * Says how to pay on an EVM chain.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-681">EIP-681</a>
 */
final class EvmTransferRequests {

    private EvmTransferRequests() {}

    /** A request to send exactly {@code amount} to {@code address}. */
    static TransferRequest of(AssetAmount amount, String address) {
        var asset = amount.asset();
        return switch (asset.namespace()) {
            case "slip44" -> coin(amount, address);
            case "erc20" -> token(amount, asset.reference(), address);
            default -> throw new IllegalArgumentException("cannot transfer " + asset);
        };
    }

    private static TransferRequest coin(AssetAmount amount, String address) {
        var chain = amount.asset().chain().reference();
        var uri = "ethereum:%s@%s?value=%s".formatted(address, chain, amount.units());
        return new TransferRequest(
                uri, address, Numeric.encodeQuantity(amount.units()), "0x", quantity(chain));
    }

    private static TransferRequest token(AssetAmount amount, String contract, String address) {
        var chain = amount.asset().chain().reference();
        var uri =
                "ethereum:%s@%s/transfer?address=%s&uint256=%s"
                        .formatted(contract, chain, address, amount.units());
        var call =
                new Function(
                        "transfer",
                        List.of(new Address(address), new Uint256(amount.units())),
                        List.of());
        var data = new DefaultFunctionEncoder().encodeFunction(call);
        return new TransferRequest(uri, contract, "0x0", data, quantity(chain));
    }

    private static String quantity(String decimal) {
        return Numeric.encodeQuantity(new BigInteger(decimal));
    }
}
