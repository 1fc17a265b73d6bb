package io.sluice.sandbox;

import java.math.BigInteger;
import org.web3j.utils.Numeric;

/**
 * A token that keeps a tenth of what is sent while its events tell all of it, and whose balances
 * anyone may change without any event. Everybody may send as much as they like.
 */
public final class FeeToken {

    private static final BigInteger GAS = BigInteger.valueOf(200_000L);
    private static final int WORD = 64;

    private final TestContract contract;

    private FeeToken(TestContract contract) {
        this.contract = contract;
    }

    /** Puts a new one on {@code chain}, and mines the block it is in. */
    public static FeeToken deploy(AnvilChain chain) {
        return new FeeToken(TestContract.deploy(chain, TestContract.Kind.FEE));
    }

    /** EIP-55. */
    public String address() {
        return contract.address();
    }

    /** Sends units, of which nine tenths arrive. */
    public PayerWallet.Sent send(PayerWallet payer, String to, BigInteger units) {
        return payer.send(address(), BigInteger.ZERO, transfer(to, units), GAS);
    }

    /** The call data of a transfer. */
    public static String transfer(String to, BigInteger units) {
        return TestToken.transfer(to, units);
    }

    /** Changes what somebody holds, and tells nobody. */
    public void hold(PayerWallet payer, String who, BigInteger units) {
        var zero = "0".repeat(WORD);
        var data = "0x00000000" + word(Numeric.toBigInt(who)) + word(units) + zero;
        var _ = payer.send(address(), BigInteger.ZERO, data, GAS);
    }

    private static String word(BigInteger value) {
        return Numeric.toHexStringNoPrefixZeroPadded(value, WORD);
    }
}
