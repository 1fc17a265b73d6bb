package io.sluice.chain.evm;

import static io.sluice.chain.TransactionFlaw.AMOUNT_TOO_LOW;
import static io.sluice.chain.TransactionFlaw.GAS_TOO_LOW;
import static io.sluice.chain.TransactionFlaw.WRONG_ASSET;
import static io.sluice.chain.TransactionFlaw.WRONG_CHAIN;
import static io.sluice.chain.TransactionFlaw.WRONG_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.chain.ChainFailure.UnfitTransaction;
import io.sluice.chain.TransactionFlaw;
import io.sluice.chain.family.Signed;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Whether what somebody signed pays what it should. */
class SignedPaymentTests {

    private static final ChainId CHAIN = new ChainId("eip155:8453");
    private static final String CONTRACT = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
    private static final String PAYEE = "0x3535353535353535353535353535353535353535";
    private static final String OTHER = "0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F";
    private static final Asset USDC = new Asset(CHAIN, "erc20:" + CONTRACT, "USDC", 6);
    private static final Asset ETH = new Asset(CHAIN, "slip44:60", "ETH", 18);
    private static final long GAS = 100_000;

    @Test
    void isATransferOfTheListedToken() {
        var movement = new SignedPayment(tokens(PAYEE, 12)).paying(units(USDC, 10), PAYEE);

        assertThat(movement.id()).isEqualTo("eip155:8453/0xabc/log:0");
        assertThat(movement.asset()).isEqualTo(USDC);
        assertThat(movement.receiver()).isEqualTo(PAYEE);
        assertThat(movement.units()).isEqualTo(12);
    }

    @Test
    void isCoinsSentStraightToTheAddress() {
        var movement = new SignedPayment(coins(PAYEE, 10)).paying(units(ETH, 10), PAYEE);

        assertThat(movement.id()).isEqualTo("eip155:8453/0xabc/native");
        assertThat(movement.units()).isEqualTo(10);
    }

    @Test
    void isNoOtherAsset() {
        assertThat(flaw(coins(PAYEE, 10), ETH, 11)).isEqualTo(AMOUNT_TOO_LOW);
        assertThat(flaw(coins(PAYEE, 10), USDC, 10)).isEqualTo(WRONG_ASSET);
        assertThat(flaw(tokens(PAYEE, 10), ETH, 10)).isEqualTo(WRONG_ASSET);
        assertThat(flaw(call(OTHER, 0, transfer(PAYEE, 10), GAS, 1), USDC, 10))
                .isEqualTo(WRONG_ASSET);
        assertThat(flaw(call("", 10, "0x", GAS, 1), ETH, 10)).isEqualTo(WRONG_RECIPIENT);
    }

    @Test
    void isNoOtherCallOfTheContract() {
        var transfer = transfer(PAYEE, 10);
        var approve = transfer.replace("a9059cbb", "095ea7b3");

        assertThat(flaw(call(CONTRACT, 0, approve, GAS, 1), USDC, 10)).isEqualTo(WRONG_ASSET);
        assertThat(flaw(call(CONTRACT, 0, transfer + "00", GAS, 1), USDC, 10))
                .isEqualTo(WRONG_ASSET);
        assertThat(flaw(call(CONTRACT, 1, transfer, GAS, 1), USDC, 10)).isEqualTo(WRONG_ASSET);
        assertThat(flaw(call(PAYEE, 10, "0x00", GAS, 1), ETH, 10)).isEqualTo(WRONG_ASSET);
    }

    @Test
    void isForTheRightPersonOnTheRightChain() {
        var elsewhere = new Asset(new ChainId("eip155:1"), ETH.type(), "ETH", 18);

        assertThat(flaw(tokens(OTHER, 10), USDC, 10)).isEqualTo(WRONG_RECIPIENT);
        assertThat(flaw(coins(OTHER, 10), ETH, 10)).isEqualTo(WRONG_RECIPIENT);
        assertThat(flaw(coins(PAYEE, 10), elsewhere, 10)).isEqualTo(WRONG_CHAIN);
    }

    @Test
    void offersEnoughForItsGas() {
        var transfer = transfer(PAYEE, 10);

        assertThat(flaw(call(PAYEE, 10, "0x", 20_999, 1), ETH, 10)).isEqualTo(GAS_TOO_LOW);
        assertThat(flaw(call(CONTRACT, 0, transfer, 21_400, 1), USDC, 10)).isEqualTo(GAS_TOO_LOW);
        assertThat(flaw(call(PAYEE, 10, "0x", GAS, 0), ETH, 10)).isEqualTo(GAS_TOO_LOW);
        assertThat(
                        new SignedPayment(call(PAYEE, 10, "0x", 21_000, 1))
                                .paying(units(ETH, 10), PAYEE))
                .isNotNull();
    }

    @Test
    void saysWhatIsMissingInWholeOnes() {
        assertThatThrownBy(() ->
                        new SignedPayment(tokens(PAYEE, 1_500_000))
                                .paying(units(USDC, 2_000_000), PAYEE))
                .hasMessage("it pays 1.500000 USDC, and 2.000000 are missing");
    }

    @Test
    void ofAHintMayBeAnyListedAssetAndAnyAmount() {
        var listed = List.of(USDC, ETH);

        assertThat(new SignedPayment(tokens(PAYEE, 1)).moving(listed, PAYEE)).isPresent();
        assertThat(new SignedPayment(coins(PAYEE, 1)).moving(listed, PAYEE)).isPresent();
        assertThat(new SignedPayment(coins(PAYEE, 0)).moving(listed, PAYEE)).isEmpty();
        assertThat(new SignedPayment(coins(OTHER, 1)).moving(listed, PAYEE)).isEmpty();
        assertThat(new SignedPayment(tokens(PAYEE, 1)).moving(List.of(ETH), PAYEE)).isEmpty();
    }

    private static TransactionFlaw flaw(Signed signed, Asset asset, long missing) {
        var flaw = new TransactionFlaw[1];
        assertThatThrownBy(() -> new SignedPayment(signed).paying(units(asset, missing), PAYEE))
                .isInstanceOfSatisfying(UnfitTransaction.class, it -> flaw[0] = it.flaw());
        return flaw[0];
    }

    private static Signed tokens(String payee, long units) {
        return call(CONTRACT, 0, transfer(payee, units), GAS, 1);
    }

    private static Signed coins(String payee, long units) {
        return call(payee, units, "0x", GAS, 1);
    }

    private static Signed call(String to, long value, String data, long gas, long price) {
        var call =
                new Signed.Call(
                        to,
                        BigInteger.valueOf(value),
                        data,
                        BigInteger.valueOf(gas),
                        BigInteger.valueOf(price));
        return new Signed(CHAIN, "0xabc", "0x", OTHER, BigInteger.ONE, call);
    }

    private static String transfer(String payee, long units) {
        return "0xa9059cbb%s%s%064x"
                .formatted("0".repeat(24), payee.substring(2).toLowerCase(Locale.ROOT), units);
    }

    private static AssetAmount units(Asset asset, long units) {
        return new AssetAmount(asset, BigInteger.valueOf(units));
    }
}
