package io.sluice.chain.proof;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;
import tools.jackson.databind.json.JsonMapper;

/** Signs transactions of every type, from the fields as nodes name them. */
public final class SignedForTests {

    private static final byte[] NO_BLOB = new byte[131_072];
    private static final byte[] NO_POINT = infinity();

    private SignedForTests() {}

    /** The raw transaction, as {@code eth_sendRawTransaction} takes it. */
    public static String raw(Credentials key, Map<String, ?> fields) {
        return Numeric.toHexString(TransactionEncoding.signed(signed(key, fields)));
    }

    /** The same with an empty blob beside it. */
    static String withBlob(Credentials key, Map<String, ?> fields) {
        var inner = TransactionEncoding.signed(signed(key, fields));
        var network =
                Rlp.list(
                        3,
                        List.of(
                                Arrays.copyOfRange(inner, 1, inner.length),
                                Rlp.list(Rlp.string(NO_BLOB)),
                                Rlp.list(Rlp.string(NO_POINT)),
                                Rlp.list(Rlp.string(NO_POINT))));
        return Numeric.toHexString(network);
    }

    static String versionedHash() {
        var hash = Hash.sha256(NO_POINT);
        hash[0] = 1;
        return Numeric.toHexString(hash);
    }

    private static RpcTransaction signed(Credentials key, Map<String, ?> fields) {
        var all = new HashMap<String, Object>(fields);
        var v = new BigInteger(String.valueOf(all.getOrDefault("v", "0x0")).substring(2), 16);
        var unsigned = TransactionEncoding.unsigned(transaction(all));
        var signature = Sign.signMessage(Hash.sha3(unsigned), key.getEcKeyPair(), false);
        var parity = BigInteger.valueOf(signature.getV()[0] - 27L);
        all.put("v", Numeric.encodeQuantity(v.add(parity)));
        all.put("r", Numeric.toHexString(signature.getR()));
        all.put("s", Numeric.toHexString(signature.getS()));
        return transaction(all);
    }

    private static RpcTransaction transaction(Map<String, Object> fields) {
        return Told.transaction(JsonMapper.shared().writeValueAsString(fields));
    }

    private static byte[] infinity() {
        var point = new byte[48];
        point[0] = (byte) 0xc0;
        return point;
    }
}
