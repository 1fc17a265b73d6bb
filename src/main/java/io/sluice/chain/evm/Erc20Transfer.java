package io.sluice.chain.evm;

import io.sluice.chain.family.Movement;
import io.sluice.chain.proof.RpcReceipt.RpcLog;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads {@code Transfer(address indexed, address indexed, uint256)} of listed contracts. Contracts
 * may log anything, so what only resembles it is ignored; the same log of an ERC-721 has one topic
 * more.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-20">EIP-20</a>
 */
final class Erc20Transfer {

    /** keccak256 of {@code Transfer(address,address,uint256)}. */
    static final String TOPIC =
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    private Erc20Transfer() {}

    /** The ERC-20 assets among {@code assets}, by contract in lower case. */
    static Map<String, Asset> tokens(Collection<Asset> assets) {
        return assets.stream()
                .filter(asset -> asset.namespace().equals("erc20"))
                .collect(
                        Collectors.toUnmodifiableMap(
                                asset -> asset.reference().toLowerCase(Locale.ROOT),
                                Function.identity()));
    }

    /** What {@code log} moved; empty when it is not a transfer of one of {@code tokens}. */
    static Optional<Movement> movement(String id, RpcLog log, Map<String, Asset> tokens) {
        if (log.address() == null || log.topics() == null || log.data() == null || log.removed()) {
            throw new Malformed("a log that is not whole, or was removed from its block");
        }
        var asset = tokens.get(log.address().toLowerCase(Locale.ROOT));
        if (asset == null || !isTransfer(log)) {
            return Optional.empty();
        }
        var units = new BigInteger(log.data().substring(2), 16);
        var movement =
                new Movement(
                        id,
                        asset,
                        Hex.addressInWord(log.topics().get(1)),
                        Hex.addressInWord(log.topics().get(2)),
                        units);
        return Optional.of(movement).filter(it -> it.units().signum() > 0);
    }

    private static boolean isTransfer(RpcLog log) {
        var topics = log.topics();
        return topics != null
                && topics.size() == 3
                && TOPIC.equalsIgnoreCase(topics.get(0))
                && Hex.isAddressInWord(topics.get(1))
                && Hex.isAddressInWord(topics.get(2))
                && log.data() != null
                && Hex.isWord(log.data());
    }
}
