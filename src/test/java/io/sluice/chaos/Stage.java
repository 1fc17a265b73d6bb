package io.sluice.chaos;

import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.FeeToken;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.TestContract;
import io.sluice.sandbox.TestToken;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The honest chain that all rows share, and the contracts on it; final is sixteen blocks back. */
public final class Stage {

    public static final int FINAL_BLOCKS = 16;

    /** When anvil goes back over blocks of a long chain, it loses the code of all contracts. */
    private static final long LONGEST = 400;

    private static final BigInteger FORTUNE = BigInteger.TEN.pow(30);

    private static @Nullable Stage current;

    private final AnvilChain chain =
            AnvilChain.start(new AnvilChain.Options(31337, Optional.empty(), FINAL_BLOCKS / 2));
    private final PayerWallet payer = PayerWallet.funded(chain, 0);
    private final TestToken token = TestToken.deploy(chain);
    private final TestToken precise = TestToken.deploy(chain);
    private final TestToken fake = TestToken.deploy(chain);
    private final FeeToken fee = FeeToken.deploy(chain);
    private final TestContract parrot = TestContract.deploy(chain, TestContract.Kind.PARROT);
    private final TestContract pair = TestContract.deploy(chain, TestContract.Kind.PAIR);
    private final TestContract forwarder = TestContract.deploy(chain, TestContract.Kind.FORWARDER);
    private final TestContract faltering = TestContract.deploy(chain, TestContract.Kind.FALTERING);
    private final TestContract caller = TestContract.deploy(chain, TestContract.Kind.CALLER);

    private Stage() {
        for (var each : new TestToken[] {token, precise, fake}) {
            each.mint(payer.address(), FORTUNE);
        }
        chain.mine(2 * FINAL_BLOCKS);
    }

    /** The one of this machine, as long as it lasts; started when it is first needed. */
    public static synchronized Stage shared() {
        var known = current;
        if (known != null && known.chain.height() < LONGEST) {
            return known;
        }
        if (known != null) {
            known.chain.close();
        }
        var next = new Stage();
        current = next;
        return next;
    }

    /** Replaces the newest blocks by as many empty ones. */
    void reorg(int depth) {
        chain.reorg(depth);
        if (chain.call("eth_getCode", token.address(), "latest").asString().equals("0x")) {
            throw new IllegalStateException("the chain has lost its contracts");
        }
    }

    public AnvilChain chain() {
        return chain;
    }

    public PayerWallet payer() {
        return payer;
    }

    public TestToken token() {
        return token;
    }

    /** Has 24 decimals, as far as anybody says. */
    public TestToken precise() {
        return precise;
    }

    /** Taken by nobody. */
    public TestToken fake() {
        return fake;
    }

    /** Keeps a tenth of what is sent, and logs all of it; measured. */
    public FeeToken fee() {
        return fee;
    }

    /** Logs whatever it is told; taken like a token. */
    public TestContract parrot() {
        return parrot;
    }

    /** Logs two transfers at once; taken like a token. */
    public TestContract pair() {
        return pair;
    }

    public TestContract forwarder() {
        return forwarder;
    }

    public TestContract faltering() {
        return faltering;
    }

    public TestContract caller() {
        return caller;
    }

    /** What is taken, with its decimals, by contract. */
    public Map<String, Integer> listed() {
        return Map.of(
                token.address(),
                6,
                precise.address(),
                24,
                parrot.address(),
                6,
                pair.address(),
                6,
                fee.address(),
                6);
    }

    /** Of which counts what arrives. */
    public Set<String> measured() {
        return Set.of(fee.address());
    }
}
