package io.sluice.sandbox;

import static io.sluice.sandbox.AnvilChain.quantity;

import java.math.BigInteger;
import java.util.Map;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** A payer's wallet: signs on its own and sends what it signed to the chain. */
public final class PayerWallet {

    private static final BigInteger TIP = BigInteger.valueOf(2_000_000_000L);
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

    /** Sends the same transaction again: same hash, same sender and nonce. */
    public void resend(Sent sent) {
        chain.tell("eth_sendRawTransaction", sent.raw());
    }

    /** Signs and sends; {@code to} is empty to create a contract. */
    synchronized Sent send(String to, BigInteger wei, String data, BigInteger gas) {
        var raw = sign(to, wei, data, gas, nonce());
        return new Sent(chain.call("eth_sendRawTransaction", raw).asString(), raw);
    }

    /** A signed transaction that nobody has seen yet. */
    String sign(String to, BigInteger wei, String data, BigInteger gas, BigInteger nonce) {
        var fee = baseFee().shiftLeft(2).add(TIP);
        var transaction =
                RawTransaction.createTransaction(chain.id(), nonce, gas, to, wei, data, TIP, fee);
        return Numeric.toHexString(TransactionEncoder.signMessage(transaction, key));
    }

    BigInteger nonce() {
        return quantity(chain.call("eth_getTransactionCount", address(), "pending"));
    }

    /** Sends what the pay instructions of the gateway say, as a wallet app does. */
    public Sent follow(Map<String, String> transaction) {
        return send(
                transaction.getOrDefault("to", ""),
                Numeric.decodeQuantity(transaction.getOrDefault("value", "0x0")),
                transaction.getOrDefault("data", "0x"),
                GAS);
    }

    private BigInteger baseFee() {
        return quantity(chain.call("eth_getBlockByNumber", "latest", false).path("baseFeePerGas"));
    }
}
