package io.sluice.chain.evm;

import static io.sluice.chain.TransactionFlaw.BAD_SIGNATURE;
import static io.sluice.chain.TransactionFlaw.MALFORMED;
import static io.sluice.chain.TransactionFlaw.TOO_LARGE;
import static io.sluice.chain.TransactionFlaw.UNPROTECTED;
import static io.sluice.chain.TransactionFlaw.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.chain.ChainFailure.UnfitTransaction;
import io.sluice.chain.TransactionFlaw;
import io.sluice.chain.family.Signed;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Reading signed transactions, against those that another library wrote. */
class SignedTransactionsTests {

    private static final Credentials KEY = Credentials.create("0x" + "46".repeat(32));
    private static final String TO = "0x3535353535353535353535353535353535353535";
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);

    /** The example of EIP-155. */
    private static final String EIP_155 =
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a7640000"
                    + "8025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9"
                    + "d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";

    @Test
    void readsTheExampleOfEip155() {
        var signed = SignedTransactions.read(EIP_155);

        assertThat(signed.chain().value()).isEqualTo("eip155:1");
        assertThat(signed.sender()).isEqualTo("0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F");
        assertThat(signed.nonce()).isEqualTo(9);
        assertThat(signed.call().value()).isEqualTo(BigInteger.TEN.pow(18));
        assertThat(signed.call().gas()).isEqualTo(21_000);
        assertThat(signed.call().data()).isEqualTo("0x");
        assertThat(signed.hash())
                .isEqualTo("0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788");
    }

    @ParameterizedTest
    @MethodSource
    void readsEveryTypeThatCanPay(RawTransaction transaction) {
        var raw = sign(transaction);

        var signed = SignedTransactions.read(Numeric.toHexString(raw));

        assertThat(signed.chain().value()).isEqualTo("eip155:8453");
        assertThat(signed.sender()).isEqualTo(Keys.toChecksumAddress(KEY.getAddress()));
        assertThat(signed.hash()).isEqualTo(Numeric.toHexString(Hash.sha3(raw)));
        assertThat(signed.nonce()).isEqualTo(7);
        assertThat(signed.call())
                .isEqualTo(
                        new Signed.Call(
                                TO,
                                BigInteger.TWO,
                                "0xa9059cbb",
                                BigInteger.valueOf(60_000),
                                GWEI));
    }

    static Stream<RawTransaction> readsEveryTypeThatCanPay() {
        var nonce = BigInteger.valueOf(7);
        var gas = BigInteger.valueOf(60_000);
        var data = "0xa9059cbb";
        var access = List.of(new AccessListObject(TO, List.of("0x" + "11".repeat(32))));
        return Stream.of(
                RawTransaction.createTransaction(nonce, GWEI, gas, TO, BigInteger.TWO, data),
                RawTransaction.createTransaction(
                        8453, nonce, GWEI, gas, TO, BigInteger.TWO, data, access),
                RawTransaction.createTransaction(
                        8453, nonce, gas, TO, BigInteger.TWO, data, BigInteger.ONE, GWEI),
                RawTransaction.createTransaction(
                        8453, nonce, gas, TO, BigInteger.TWO, data, BigInteger.ONE, GWEI, access),
                RawTransaction.createTransaction(
                        8453,
                        nonce,
                        BigInteger.ONE,
                        GWEI,
                        gas,
                        TO,
                        BigInteger.TWO,
                        data,
                        List.of(),
                        List.of(
                                Sign.signAuthorization(
                                        BigInteger.ONE, TO, BigInteger.ONE, KEY.getEcKeyPair()))));
    }

    @Test
    void refusesWhatIsNoSignedTransaction() {
        for (var junk :
                List.of("", "0x", "0x0", "f86c", "0xzz", "0x00", "0x80", "0xc0", "0x02c0")) {
            assertThat(flaw(junk)).as(junk).isIn(MALFORMED, UNSUPPORTED);
        }
        assertThat(flaw(EIP_155 + "00")).isEqualTo(MALFORMED);
        assertThat(flaw(EIP_155.substring(0, EIP_155.length() - 2))).isEqualTo(MALFORMED);
        assertThat(flaw("0xf9" + "c1".repeat(200))).isEqualTo(MALFORMED);
        assertThat(flaw("0x" + "c1".repeat(4_000))).isEqualTo(MALFORMED);
        assertThat(flaw("0x" + "f9".repeat(20_000))).isEqualTo(TOO_LARGE);
    }

    @Test
    void refusesTypesThatCannotPay() {
        assertThat(flaw("0x03" + EIP_155.substring(2))).isEqualTo(UNSUPPORTED);
        assertThat(flaw("0x05c0")).isEqualTo(UNSUPPORTED);
        assertThat(flaw("0x7ec0")).isEqualTo(UNSUPPORTED);
    }

    @Test
    void refusesWhatIsGoodOnAnyChain() {
        var legacy =
                RawTransaction.createTransaction(
                        BigInteger.ONE, GWEI, BigInteger.valueOf(21_000), TO, BigInteger.ONE, "");
        var raw = TransactionEncoder.signMessage(legacy, KEY);

        assertThat(flaw(Numeric.toHexString(raw))).isEqualTo(UNPROTECTED);
    }

    /** Its mirror image is as valid, and would be the same payment under another hash. */
    @Test
    void refusesTheHigherOfTwoSignatures() {
        var original = (SignedRawTransaction) TransactionDecoder.decode(EIP_155);
        var signature = original.getSignatureData();
        var mirrored = Sign.CURVE_PARAMS.getN().subtract(new BigInteger(1, signature.getS()));
        var flipped = new SignatureData(new byte[] {38}, signature.getR(), bytes(mirrored));

        assertThat(flaw(Numeric.toHexString(TransactionEncoder.encode(original, flipped))))
                .isEqualTo(BAD_SIGNATURE);
    }

    @Test
    void refusesSignaturesOfNobody() {
        var original = (SignedRawTransaction) TransactionDecoder.decode(EIP_155);
        var signature = original.getSignatureData();
        var none = new SignatureData(new byte[] {37}, new byte[] {0}, signature.getS());
        var beyond =
                new SignatureData(
                        new byte[] {37}, bytes(Sign.CURVE_PARAMS.getN()), signature.getS());

        assertThat(flaw(Numeric.toHexString(TransactionEncoder.encode(original, none))))
                .isIn(BAD_SIGNATURE, MALFORMED);
        assertThat(flaw(Numeric.toHexString(TransactionEncoder.encode(original, beyond))))
                .isEqualTo(BAD_SIGNATURE);
    }

    @RepeatedTest(50)
    void neverTakesDamagedBytesForTheSameSender(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var bytes = Numeric.hexStringToByteArray(EIP_155);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));

        try {
            var signed = SignedTransactions.read(Numeric.toHexString(bytes));
            assertThat(signed.sender()).isNotEqualTo("0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F");
        } catch (UnfitTransaction refused) {
            assertThat(refused.flaw()).isNotNull();
        }
    }

    private static TransactionFlaw flaw(String raw) {
        var flaw = new TransactionFlaw[1];
        assertThatThrownBy(() -> SignedTransactions.read(raw))
                .isInstanceOfSatisfying(UnfitTransaction.class, it -> flaw[0] = it.flaw());
        return flaw[0];
    }

    private static byte[] sign(RawTransaction transaction) {
        return transaction.getType().isLegacy()
                ? TransactionEncoder.signMessage(transaction, 8453, KEY)
                : TransactionEncoder.signMessage(transaction, KEY);
    }

    private static byte[] bytes(BigInteger number) {
        return Numeric.toBytesPadded(number, 32);
    }
}
