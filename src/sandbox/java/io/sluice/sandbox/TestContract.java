package io.sluice.sandbox;

import static io.sluice.sandbox.AnvilChain.hex;

import java.math.BigInteger;
import org.web3j.crypto.Keys;
import org.web3j.utils.Numeric;

/** A contract of a few instructions that does one strange thing. */
public final class TestContract {

    private static final BigInteger GAS = BigInteger.valueOf(1_000_000L);

    /**
     * Emits what it is told to: three topics and a word, or five words of which four are topics.
     */
    private static final String PARROT =
            "60a036146021576060360360606000376040356020356000356060360360"
                    + "00a3005b608036036080600037606035604035602035600035608036036000a400";

    /** Emits three topics twice: with a word, and then with another. */
    private static final String PAIR =
            "6040606060003760403560203560003560206000a360403560203560003560206020a300";

    /** Sends all it is paid on to the address it is told. */
    private static final String FORWARDER = "60006000600060003460003561fffff100";

    /** Sends all it is paid on to the address it is told, and then fails. */
    private static final String FALTERING = "60006000600060003460003561fffff160006000fd";

    /** Pays the contract it is told, passes the next word on, and minds no failure. */
    private static final String CALLER = "6020602060003760006000602060003460003562fffffff100";

    /**
     * ERC-20 without any checks: 36 bytes ask for a balance, 68 are a transfer of which a tenth is
     * kept, and 100 set a balance.
     */
    private static final String FEE =
            "3660441460185736606414606a57600435545f5260205ff35b60243533540333"
                    + "55600a60243504602435036004355401600435556024355f52600435337fddf2"
                    + "52ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef6020"
                    + "5fa360015f5260205ff35b6024356004355500";

    private final PayerWallet owner;
    private final String address;

    private TestContract(PayerWallet owner, String address) {
        this.owner = owner;
        this.address = address;
    }

    /** The contracts, on a chain that mines when asked to. */
    public enum Kind {
        PARROT(TestContract.PARROT),
        PAIR(TestContract.PAIR),
        FORWARDER(TestContract.FORWARDER),
        FALTERING(TestContract.FALTERING),
        CALLER(TestContract.CALLER),
        FEE(TestContract.FEE);

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    /** Puts a new one on {@code chain}, and mines the block it is in. */
    public static TestContract deploy(AnvilChain chain, Kind kind) {
        var deployer = PayerWallet.funded(chain, 18);
        var sent = deployer.send("", BigInteger.ZERO, deployment(kind.code), GAS);
        chain.mine(1);
        var receipt = chain.call("eth_getTransactionReceipt", sent.hash());
        var address = Keys.toChecksumAddress(receipt.path("contractAddress").asString());
        return new TestContract(deployer, address);
    }

    /** EIP-55. */
    public String address() {
        return address;
    }

    /** Calls it with 32-byte words; hex numbers are padded. */
    public PayerWallet.Sent call(BigInteger wei, String... words) {
        var data = new StringBuilder("0x");
        for (var word : words) {
            data.append(Numeric.toHexStringNoPrefixZeroPadded(Numeric.toBigInt(word), 64));
        }
        return owner.send(address, wei, data.toString(), GAS);
    }

    /** Pays {@code payee} out of a contract that is gone once it was made. */
    public static PayerWallet.Sent selfDestruct(PayerWallet payer, String payee, BigInteger wei) {
        return payer.send("", wei, "0x73" + payee.substring(2) + "ff", GAS);
    }

    /** Has whatever is sent to {@code address} fail from now on, or not any more. */
    public static void refuseAt(AnvilChain chain, String address, boolean refuse) {
        chain.tell("anvil_setCode", address, refuse ? "0x60006000fd" : "0x");
    }

    private static String deployment(String code) {
        var length = hex(BigInteger.valueOf(code.length() / 2)).substring(2);
        var size = length.length() == 1 ? "0" + length : length;
        return "0x60%s600c60003960%s6000f3%s".formatted(size, size, code);
    }
}
