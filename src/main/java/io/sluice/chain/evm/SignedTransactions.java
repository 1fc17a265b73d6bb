package io.sluice.chain.evm;

import static io.sluice.chain.TransactionFlaw.MALFORMED;
import static io.sluice.chain.TransactionFlaw.TOO_LARGE;
import static io.sluice.chain.TransactionFlaw.UNSUPPORTED;

import io.sluice.chain.ChainFailure.UnfitTransaction;
import io.sluice.chain.family.Signed;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** Reads signed transactions as strictly as a node does, and works out hash and sender itself. */
final class SignedTransactions {

    /** Far more than a transfer needs, with room for an access list. */
    private static final int MAX_BYTES = 4 * 1024;

    private static final Pattern BYTES = Pattern.compile("0x(?:[0-9a-fA-F]{2})+");
    private static final int FIRST_OF_A_LIST = 0xc0;
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private SignedTransactions() {}

    /**
     * What {@code raw} says.
     *
     * @throws UnfitTransaction when it is not a signed transaction of a type that can pay
     */
    static Signed read(String raw) {
        if (raw.length() > 2 + 2 * MAX_BYTES) {
            throw new UnfitTransaction(
                    TOO_LARGE,
                    "a transaction has at most %d bytes here: a transfer needs few"
                            .formatted(MAX_BYTES));
        }
        if (!BYTES.matcher(raw).matches()) {
            throw malformed();
        }
        var bytes = Numeric.hexStringToByteArray(raw);
        var layout = layout(bytes[0] & 0xff);
        try {
            return read(bytes, layout, RlpItems.of(bytes, layout.isLegacy() ? 0 : 1));
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static TransactionLayout layout(int first) {
        if (first >= 0x80 && first < FIRST_OF_A_LIST) {
            throw malformed();
        }
        return TransactionLayout.of(first >= FIRST_OF_A_LIST ? 0 : first == 0 ? -1 : first)
                .orElseThrow(() ->
                        new UnfitTransaction(
                                UNSUPPORTED,
                                "transactions of type %d are not taken: use 0, 1, 2 or 4"
                                        .formatted(first)));
    }

    private static Signed read(byte[] bytes, TransactionLayout layout, RlpItems items) {
        if (items.size() != layout.fields()) {
            throw malformed();
        }
        for (var at = layout.data() + 1; at < layout.signed(); at++) {
            if (!items.isList(at)) {
                throw malformed();
            }
        }
        var nonce = items.number(layout.nonce());
        if (nonce.compareTo(MOST) >= 0) {
            throw malformed();
        }
        var call = call(layout, items);
        var signature = EvmSignature.of(layout, items);
        return new Signed(
                new ChainId("eip155:" + signature.chain()),
                Numeric.toHexString(Hash.sha3(bytes)),
                Numeric.toHexString(bytes).toLowerCase(Locale.ROOT),
                signature.signer(),
                nonce,
                call);
    }

    private static Signed.Call call(TransactionLayout layout, RlpItems items) {
        return new Signed.Call(
                items.address(layout.to()),
                items.number(layout.value()),
                Numeric.toHexString(items.string(layout.data())),
                items.number(layout.gas()),
                items.number(layout.price()));
    }

    private static UnfitTransaction malformed() {
        return new UnfitTransaction(
                MALFORMED, "this is not a signed transaction: 0x and its bytes in hexadecimal");
    }
}
