package io.sluice.chain.evm;

import io.sluice.chain.ChainFailure.UnfitTransaction;
import io.sluice.chain.family.Signed;
import io.sluice.chain.rpc.RpcFailure;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;
import org.web3j.utils.Numeric;

/** A transaction as a node tells it, with its signature; nothing of it is checked yet. */
record RpcSigned(
        @Nullable String hash,
        @Nullable String blockHash,
        @Nullable String blockNumber,
        @Nullable String type,
        @Nullable String chainId,
        @Nullable String nonce,
        @Nullable String gasPrice,
        @Nullable String maxPriorityFeePerGas,
        @Nullable String maxFeePerGas,
        @Nullable String gas,
        @Nullable String to,
        @Nullable String value,
        @Nullable String input,
        @Nullable List<Access> accessList,
        @Nullable String v,
        @Nullable String yParity,
        @Nullable String r,
        @Nullable String s) {

    private static final int MAX_ACCESS = 64;
    private static final Pattern HEIGHT = Pattern.compile("0x[0-9a-f]{1,15}");

    /** What it says beforehand that it will touch. */
    record Access(@Nullable String address, @Nullable List<String> storageKeys) {}

    /**
     * The transaction as its sender signed it; empty unless its bytes are called {@code hash}. The
     * sender is worked out from them: the node's word for it counts for nothing.
     */
    Optional<Signed> rebuilt(String hash) {
        try {
            return Optional.of(SignedTransactions.read(raw()))
                    .filter(it -> it.hash().equalsIgnoreCase(hash));
        } catch (UnfitTransaction | RpcFailure | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The height of the block that it is said to be in; empty where none is told. */
    OptionalLong minedAt() {
        return blockHash == null || blockNumber == null || !HEIGHT.matcher(blockNumber).matches()
                ? OptionalLong.empty()
                : OptionalLong.of(Hex.small(blockNumber));
    }

    private String raw() {
        var kind = type == null ? 0 : (int) Hex.small(type);
        var fields = new ArrayList<RlpType>();
        switch (kind) {
            case 0 -> fields.addAll(List.of(number(nonce), number(gasPrice)));
            case 1 -> fields.addAll(List.of(number(chainId), number(nonce), number(gasPrice)));
            default ->
                    fields.addAll(
                            List.of(
                                    number(chainId),
                                    number(nonce),
                                    number(maxPriorityFeePerGas),
                                    number(maxFeePerGas)));
        }
        fields.addAll(List.of(number(gas), bytes(to), number(value), bytes(input)));
        if (kind != 0) {
            fields.add(accesses());
        }
        fields.add(number(kind == 0 || yParity == null ? v : yParity));
        fields.addAll(List.of(number(r), number(s)));
        var raw = new ByteArrayOutputStream();
        if (kind != 0) {
            raw.write(kind);
        }
        raw.writeBytes(RlpEncoder.encode(new RlpList(fields)));
        return Numeric.toHexString(raw.toByteArray());
    }

    private RlpList accesses() {
        var accesses = Objects.requireNonNullElse(accessList, List.<Access>of());
        if (accesses.size() > MAX_ACCESS) {
            throw new IllegalArgumentException("more than a transfer needs");
        }
        return new RlpList(accesses.stream().<RlpType>map(RpcSigned::access).toList());
    }

    private static RlpList access(Access access) {
        var keys = Objects.requireNonNullElse(access.storageKeys(), List.<String>of());
        return new RlpList(
                bytes(access.address()),
                new RlpList(keys.stream().<RlpType>map(RpcSigned::bytes).toList()));
    }

    private static RlpString number(@Nullable String quantity) {
        BigInteger number = Hex.quantity(quantity);
        return RlpString.create(number);
    }

    private static RlpString bytes(@Nullable String hex) {
        return hex == null
                ? RlpString.create(new byte[0])
                : RlpString.create(Numeric.hexStringToByteArray(hex));
    }
}
