package io.sluice.sandbox;

import static io.sluice.sandbox.AnvilChain.quantity;

import java.math.BigInteger;
import java.util.Map;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** A payer's wallet: signs on its own and sends what it signed to the chain. */
public final class PayerWallet {

    private static final BigInteger TIP = BigInteger.valueOf(2_000_000_000L);
    private static final BigInteger HIGHER_TIP = TIP.shiftLeft(1);
    private static final BigInteger GAS = BigInteger.valueOf(200_000L);

    private final AnvilChain chain;
    private final Credentials key;

    PayerWallet(AnvilChain chain, Credentials key) {
        this.chain = chain;
        this.key = key;
    }

    /** A wallet with ether on {@code chain}, and one for each {@code account}. */
    public static PayerWallet funded(AnvilChain chain, int account) {
        return new PayerWallet(chain, chain.funded(account));
    }

    /** A signed transaction that was sent, and can be sent again after a reorg forgot it. */
    public record Sent(String hash, String raw) {}

    public String address() {
        return key.getAddress();
    }

    /** Sends ether. */
    public Sent sendEther(String to, BigInteger wei) {
        return send(to, wei, "0x", GAS);
    }

    /** Sends units of {@code token}. */
    public Sent sendToken(TestToken token, String to, BigInteger units) {
        return send(token.address(), BigInteger.ZERO, TestToken.transfer(to, units), GAS);
    }

    /** Sends what the pay instructions of the gateway say, as a wallet app does. */
    public Sent follow(Map<String, String> transaction) {
        return send(
                transaction.getOrDefault("to", ""),
                Numeric.decodeQuantity(transaction.getOrDefault("value", "0x0")),
                transaction.getOrDefault("data", "0x"),
                GAS);
    }

    /** Signs what would send ether. Whatever is sent before it takes its nonce. */
    public String signEther(String to, BigInteger wei) {
        return sign(to, wei, "0x", GAS, nonce(), TIP);
    }

    /** Signs what would send units of {@code token}. Whatever is sent before it takes its nonce. */
    public String signToken(TestToken token, String to, BigInteger units) {
        var call = TestToken.transfer(to, units);
        return sign(token.address(), BigInteger.ZERO, call, GAS, nonce(), TIP);
    }

    /** Sends what was signed: never before, or before a reorg. */
    public Sent sendRaw(String raw) {
        return new Sent(chain.call("eth_sendRawTransaction", raw).asString(), raw);
    }

    /** Sends the same transaction again: same hash, same sender and nonce. */
    public void resend(Sent sent) {
        var _ = sendRaw(sent.raw());
    }

    /**
     * Sends a wei to {@code to} with the nonce of {@code raw}, which can never be mined then. It
     * bids more, so that it also replaces one that still waits.
     */
    public Sent replace(String raw, String to) {
        var nonce = TransactionDecoder.decode(raw).getNonce();
        return sendRaw(sign(to, BigInteger.ONE, "0x", GAS, nonce, HIGHER_TIP));
    }

    /** Signs and sends; {@code to} is empty to create a contract. */
    synchronized Sent send(String to, BigInteger wei, String data, BigInteger gas) {
        return sendRaw(sign(to, wei, data, gas, nonce(), TIP));
    }

    private String sign(
            String to,
            BigInteger wei,
            String data,
            BigInteger gas,
            BigInteger nonce,
            BigInteger tip) {
        var most = baseFee().shiftLeft(2).add(tip);
        var transaction =
                RawTransaction.createTransaction(chain.id(), nonce, gas, to, wei, data, tip, most);
        return Numeric.toHexString(TransactionEncoder.signMessage(transaction, key));
    }

    private BigInteger nonce() {
        return quantity(chain.call("eth_getTransactionCount", address(), "pending"));
    }

    private BigInteger baseFee() {
        return quantity(chain.call("eth_getBlockByNumber", "latest", false).path("baseFeePerGas"));
    }
}
