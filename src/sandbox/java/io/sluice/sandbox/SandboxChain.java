package io.sluice.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One chain of the sandbox and who is on it. Tokens of two chains have the same address, as
 * deposits do: what is told apart by its chain only is told apart.
 *
 * @param payer has a million tokens, and ether
 * @param nodes three views of the chain, each of its own operator
 */
public record SandboxChain(
        AnvilChain anvil, TestToken token, PayerWallet payer, List<NodeProxy> nodes)
        implements AutoCloseable {

    private static final BigDecimal ETHER_IN_DOLLARS = new BigDecimal("3101.50");
    private static final BigInteger FORTUNE = new BigInteger("1000000000000");

    /** Starts a chain whose nodes are called a, b and c, each with {@code suffix}. */
    static SandboxChain start(AnvilChain.Options options, String suffix) {
        var anvil = AnvilChain.start(options);
        var payer = PayerWallet.funded(anvil, 0);
        var token = TestToken.deploy(anvil);
        token.mint(payer.address(), FORTUNE);
        PriceFeed.put(anvil, ETHER_IN_DOLLARS, Instant.now());
        anvil.mine(1);
        var nodes =
                Stream.of("a", "b", "c").map(it -> NodeProxy.before(anvil, it + suffix)).toList();
        return new SandboxChain(anvil, token, payer, nodes);
    }

    public long id() {
        return anvil.id();
    }

    /** CAIP-2. */
    public String caip2() {
        return "eip155:" + id();
    }

    /** CAIP-19 of the chain's own coin. */
    public String coin() {
        return caip2() + "/slip44:60";
    }

    @Override
    public void close() {
        nodes.forEach(NodeProxy::close);
        anvil.close();
    }
}
