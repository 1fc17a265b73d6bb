package io.sluice.chain.proof;

import static io.sluice.chain.proof.HexBytes.number;
import static io.sluice.chain.proof.HexBytes.raw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;

/**
 * The hash of a header. Each fork has added fields at its end, so that what a chain does not know
 * yet is left out.
 *
 * @see <a href="https://ethereum.github.io/yellowpaper/paper.pdf">Yellow paper, 4.4</a>
 * @see <a href="https://eips.ethereum.org/EIPS/eip-1559">EIP-1559, then 4895, 4844, 4788, 7685</a>
 */
final class HeaderHash {

    private HeaderHash() {}

    static byte[] of(RpcBlock block) {
        var fields = new ArrayList<>(first(block));
        var added = block.extDataHash() == null ? added(block) : addedByAvalanche(block);
        for (var field : added.subList(0, known(added))) {
            fields.add(field.orElse(HexBytes.NONE));
        }
        return Hash.sha3(Rlp.list(fields.stream().map(Rlp::string).toList()));
    }

    /**
     * Whether each field is there that is known to us; chains that are not up to date lack some.
     */
    static boolean isWhole(RpcBlock block) {
        var added = block.extDataHash() == null ? added(block) : addedByAvalanche(block);
        return added.stream().allMatch(Optional::isPresent);
    }

    /** What is absent between fields that are not is an empty one. */
    private static int known(List<Optional<byte[]>> added) {
        var known = added.size();
        while (known > 0 && added.get(known - 1).isEmpty()) {
            known--;
        }
        return known;
    }

    private static List<byte[]> first(RpcBlock block) {
        return List.of(
                raw(block.parentHash()),
                raw(block.sha3Uncles()),
                raw(block.miner()),
                raw(block.stateRoot()),
                raw(block.transactionsRoot()),
                raw(block.receiptsRoot()),
                raw(block.logsBloom()),
                number(block.difficulty()),
                number(block.number()),
                number(block.gasLimit()),
                number(block.gasUsed()),
                number(block.timestamp()),
                raw(block.extraData()),
                raw(block.mixHash()),
                raw(block.nonce()));
    }

    private static List<Optional<byte[]>> added(RpcBlock block) {
        return List.of(
                quantity(block.baseFeePerGas()),
                bytes(block.withdrawalsRoot()),
                quantity(block.blobGasUsed()),
                quantity(block.excessBlobGas()),
                bytes(block.parentBeaconBlockRoot()),
                bytes(block.requestsHash()));
    }

    /** Avalanche's C-chain has put its own fields between those of Ethereum. */
    private static List<Optional<byte[]>> addedByAvalanche(RpcBlock block) {
        return List.of(
                bytes(block.extDataHash()),
                quantity(block.baseFeePerGas()),
                quantity(block.extDataGasUsed()),
                quantity(block.blockGasCost()),
                quantity(block.blobGasUsed()),
                quantity(block.excessBlobGas()),
                bytes(block.parentBeaconBlockRoot()),
                quantity(block.timestampMilliseconds()),
                quantity(block.minDelayExcess()));
    }

    private static Optional<byte[]> quantity(@Nullable String text) {
        return Optional.ofNullable(text).map(HexBytes::number);
    }

    private static Optional<byte[]> bytes(@Nullable String text) {
        return Optional.ofNullable(text).map(HexBytes::raw);
    }
}
