package io.sluice.chain.proof;

import static io.sluice.chain.proof.HexBytes.number;
import static io.sluice.chain.proof.HexBytes.numberOrNone;
import static io.sluice.chain.proof.HexBytes.raw;
import static io.sluice.chain.proof.HexBytes.rawOrNone;

import io.sluice.chain.proof.RpcTransaction.RpcAccess;
import io.sluice.chain.proof.RpcTransaction.RpcAuthorization;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it is in a block: what its hash and the block's root are of.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-2718">EIP-2718: type 0 is a plain list</a>
 * @see <a href="https://eips.ethereum.org/EIPS/eip-2930">EIP-2930: type 1</a>
 * @see <a href="https://eips.ethereum.org/EIPS/eip-1559">EIP-1559: type 2</a>
 * @see <a href="https://eips.ethereum.org/EIPS/eip-4844">EIP-4844: type 3</a>
 * @see <a href="https://eips.ethereum.org/EIPS/eip-7702">EIP-7702: type 4</a>
 * @see <a href="https://specs.optimism.io/protocol/deposits.html">OP stack: type 0x7e</a>
 */
final class TransactionEncoding {

    static final int DEPOSIT = 0x7e;

    private TransactionEncoding() {}

    /** The type of {@code sent}; nodes that are older than types name none. */
    static int type(RpcTransaction sent) {
        var type = numberOrNone(sent.type());
        if (type.length > 1) {
            throw new IllegalArgumentException("a type of more than a byte");
        }
        return type.length == 0 ? 0 : Byte.toUnsignedInt(type[0]);
    }

    /** With its signature. A deposit has none, and names its sender instead. */
    static byte[] signed(RpcTransaction sent) {
        var type = type(sent);
        if (type == DEPOSIT) {
            return Rlp.list(type, deposit(sent));
        }
        var fields = body(type, sent);
        fields.add(type == 0 ? item(number(sent.v())) : parity(sent.yParity(), sent.v()));
        fields.add(item(number(sent.r())));
        fields.add(item(number(sent.s())));
        return Rlp.list(type, fields);
    }

    /** What its sender has signed. */
    static byte[] unsigned(RpcTransaction sent) {
        var type = type(sent);
        var fields = body(type, sent);
        if (type == 0) {
            LegacyV.of(sent).chainId().ifPresent(chain -> addChain(fields, chain));
        }
        return Rlp.list(type, fields);
    }

    private static void addChain(List<byte[]> fields, byte[] chain) {
        fields.addAll(List.of(item(chain), Rlp.EMPTY, Rlp.EMPTY));
    }

    private static List<byte[]> body(int type, RpcTransaction sent) {
        var fields = new ArrayList<byte[]>(16);
        switch (type) {
            case 0 -> fields.addAll(priced(sent));
            case 1 -> {
                fields.add(item(number(sent.chainId())));
                fields.addAll(priced(sent));
                fields.add(accesses(sent));
            }
            case 2 -> fields.addAll(dynamic(sent));
            case 3 -> {
                fields.addAll(dynamic(sent));
                fields.addAll(blobs(sent));
            }
            case 4 -> {
                fields.addAll(dynamic(sent));
                fields.add(authorizations(sent));
            }
            default -> throw new ProofFailure.UnknownType(type);
        }
        return fields;
    }

    private static List<byte[]> priced(RpcTransaction sent) {
        return List.of(
                item(number(sent.nonce())),
                item(number(sent.gasPrice())),
                item(number(sent.gas())),
                item(rawOrNone(sent.to())),
                item(number(sent.value())),
                item(raw(sent.input())));
    }

    private static List<byte[]> dynamic(RpcTransaction sent) {
        return List.of(
                item(number(sent.chainId())),
                item(number(sent.nonce())),
                item(number(sent.maxPriorityFeePerGas())),
                item(number(sent.maxFeePerGas())),
                item(number(sent.gas())),
                item(rawOrNone(sent.to())),
                item(number(sent.value())),
                item(raw(sent.input())),
                accesses(sent));
    }

    private static List<byte[]> blobs(RpcTransaction sent) {
        var hashes = present(sent.blobVersionedHashes());
        return List.of(
                item(number(sent.maxFeePerBlobGas())),
                Rlp.list(hashes.stream().map(it -> item(raw(it))).toList()));
    }

    private static List<byte[]> deposit(RpcTransaction sent) {
        return List.of(
                item(raw(sent.sourceHash())),
                item(raw(sent.from())),
                item(rawOrNone(sent.to())),
                item(numberOrNone(sent.mint())),
                item(number(sent.value())),
                item(number(sent.gas())),
                item(HexBytes.minimal(sent.isSystemTx() ? 1 : 0)),
                item(raw(sent.input())));
    }

    private static byte[] accesses(RpcTransaction sent) {
        var list = present(sent.accessList());
        return list.isEmpty()
                ? Rlp.EMPTY_LIST
                : Rlp.list(list.stream().map(TransactionEncoding::access).toList());
    }

    private static byte[] access(RpcAccess access) {
        var keys = present(access.storageKeys());
        return Rlp.list(
                item(raw(access.address())),
                Rlp.list(keys.stream().map(it -> item(raw(it))).toList()));
    }

    private static byte[] authorizations(RpcTransaction sent) {
        return Rlp.list(
                present(sent.authorizationList()).stream()
                        .map(TransactionEncoding::authorization)
                        .toList());
    }

    private static byte[] authorization(RpcAuthorization authorization) {
        return Rlp.list(
                item(number(authorization.chainId())),
                item(raw(authorization.address())),
                item(number(authorization.nonce())),
                parity(authorization.yParity(), authorization.v()),
                item(number(authorization.r())),
                item(number(authorization.s())));
    }

    /** Older nodes name the parity {@code v}, also in transactions that have a type. */
    private static byte[] parity(@Nullable String yParity, @Nullable String v) {
        return item(number(yParity == null ? v : yParity));
    }

    private static byte[] item(byte[] bytes) {
        return Rlp.string(bytes);
    }

    private static <T> List<T> present(@Nullable List<T> list) {
        if (list == null || list.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a list is missing");
        }
        return list;
    }
}
