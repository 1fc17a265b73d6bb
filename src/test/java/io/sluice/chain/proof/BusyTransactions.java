package io.sluice.chain.proof;

import io.sluice.chain.proof.RpcReceipt.RpcLog;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;
import tools.jackson.databind.json.JsonMapper;

/** Transactions as main net has them, most of them tokens that nobody here takes. */
final class BusyTransactions {

    private static final String TRANSFER =
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final int GAS = 90_000;

    private final String token;
    private final List<String> watched;
    private final Random random;
    private final List<Payer> payers;

    BusyTransactions(String token, List<String> watched, Random random) {
        this.token = token;
        this.watched = watched;
        this.random = random;
        this.payers =
                IntStream.range(0, 50).mapToObj(_ -> payer(new BigInteger(200, random))).toList();
    }

    /** The first pays tokens to somebody watched, the second coins; a third of all move coins. */
    BusyBlocks.Sent at(int height, int place) {
        var payee = watched.get((2 * height + place) % watched.size());
        var fields = fields(height, place, place == 1 ? payee : address());
        var transaction = transaction(fields);
        var logs =
                List.of(
                        transfer(
                                place % 3 == 0 ? token : address(), place == 0 ? payee : address()),
                        transfer(address(), address()));
        return new BusyBlocks.Sent(transaction, GAS * (place + 1L), logs);
    }

    String address() {
        return hex(20);
    }

    String word() {
        return hex(32);
    }

    private Map<String, Object> fields(int height, int place, String to) {
        var payer = payers.get(place % payers.size());
        var fields = new TreeMap<String, Object>();
        fields.put("type", place % 8 == 7 ? "0x0" : "0x2");
        fields.put("chainId", "0x7a69");
        fields.put("nonce", Numeric.encodeQuantity(BigInteger.valueOf(1000L * height + place)));
        fields.put("gas", "0x15f90");
        fields.put("gasPrice", "0x3b9aca00");
        fields.put("maxFeePerGas", "0x77359400");
        fields.put("maxPriorityFeePerGas", "0x3b9aca00");
        fields.put("accessList", List.of());
        fields.put("to", to);
        fields.put("value", place % 3 == 1 ? "0x2386f26fc10000" : "0x0");
        fields.put("input", hex(68 + 32 * (place % 8)));
        fields.put("v", place % 8 == 7 ? "0xf4f5" : "0x0");
        fields.put("from", payer.address());
        sign(fields, payer.key());
        return fields;
    }

    /**
     * With the same secret number each time, which takes microseconds and would give the key away:
     * {@code r} is that of the curve's generator.
     */
    private static void sign(Map<String, Object> fields, BigInteger key) {
        var order = Sign.CURVE_PARAMS.getN();
        var r = Sign.CURVE_PARAMS.getG().normalize().getAffineXCoord().toBigInteger();
        var odd = Sign.CURVE_PARAMS.getG().normalize().getAffineYCoord().toBigInteger().testBit(0);
        fields.put("r", Numeric.encodeQuantity(r));
        fields.put("s", "0x1");
        var unsigned = TransactionEncoding.unsigned(transaction(fields));
        var s = new BigInteger(1, Hash.sha3(unsigned)).add(r.multiply(key)).mod(order);
        var flipped = s.compareTo(order.shiftRight(1)) > 0;
        var v = new BigInteger(String.valueOf(fields.get("v")).substring(2), 16);
        fields.put("s", Numeric.encodeQuantity(flipped ? order.subtract(s) : s));
        fields.put("v", Numeric.encodeQuantity(odd != flipped ? v.add(BigInteger.ONE) : v));
        fields.put("hash", hash(TransactionEncoding.signed(transaction(fields))));
    }

    private static String hash(byte[] encoded) {
        return Numeric.toHexString(Hash.sha3(encoded));
    }

    private static RpcTransaction transaction(Map<String, Object> fields) {
        return Told.transaction(JsonMapper.shared().writeValueAsString(fields));
    }

    private record Payer(BigInteger key, String address) {}

    private static Payer payer(BigInteger key) {
        var point = Sign.publicPointFromPrivate(key).getEncoded(false);
        var hash = Hash.sha3(Arrays.copyOfRange(point, 1, point.length));
        return new Payer(key, "0x" + HexFormat.of().formatHex(hash, 12, 32));
    }

    private RpcLog transfer(String contract, String to) {
        return new RpcLog(
                contract,
                List.of(TRANSFER, topic(address()), topic(to)),
                "0x" + "0".repeat(56) + "019c7b28",
                false);
    }

    private static String topic(String address) {
        return "0x" + "0".repeat(24) + address.substring(2);
    }

    private String hex(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
