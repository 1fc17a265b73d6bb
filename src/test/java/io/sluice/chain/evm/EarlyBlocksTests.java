package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Watched;
import io.sluice.chain.network.Networks;
import io.sluice.chain.network.Verification;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcNodesForTests;
import io.sluice.money.Asset;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.Lies;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.TestToken;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A block that one node has before the others. */
@TestInstance(Lifecycle.PER_CLASS)
class EarlyBlocksTests {

    private static final String PAYEE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final TestToken token = TestToken.deploy(chain);
    private final NodeProxy first = NodeProxy.before(chain, "first");
    private final NodeProxy second = NodeProxy.before(chain, "second");
    private long height;
    private String parent = "";
    private String hash = "";

    @BeforeAll
    void pay() {
        var payer = PayerWallet.funded(chain, 0);
        token.mint(payer.address(), BigInteger.TEN);
        chain.mine(1);
        var _ = payer.sendToken(token, PAYEE, BigInteger.TWO);
        chain.mine(1);
        height = chain.height();
        hash = chain.hash(height);
        parent = chain.hash(height - 1);
    }

    @AfterEach
    void heal() {
        first.heal();
        second.heal();
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
        chain.close();
    }

    @Test
    void isOneNodesWordAlthoughItsHashProvesIt() {
        var early = early(blocks(Verification.ROOTS), parent).orElseThrow();

        assertThat(early.grade()).isEqualTo(Grade.SINGLE);
        assertThat(early.movements()).extracting(Movement::units).containsExactly(BigInteger.TWO);
    }

    @Test
    void isNotAskedForAgainOnceEnoughNameItsHash() {
        var blocks = blocks(Verification.ROOTS);
        var _ = early(blocks, parent);
        var before = first.questions() + second.questions();

        var read = blocks.read(height, hash).blockOptional().orElseThrow();

        assertThat(read.grade()).isEqualTo(Grade.CRYPTO);
        assertThat(read.movements()).hasSize(1);
        assertThat(first.questions() + second.questions()).isEqualTo(before);
    }

    @Test
    void isNothingWhereItsHashDoesNotBearItOut() {
        first.behave(new NodeFault.Lying(Lies.inflatedTransfers()));
        second.behave(new NodeFault.Lying(Lies.inflatedTransfers()));

        assertThat(early(blocks(Verification.ROOTS), parent)).isEmpty();
    }

    @Test
    void isNothingWhereItDoesNotFollowWhatEnoughHave() {
        assertThat(early(blocks(Verification.ROOTS), "0x" + "ab".repeat(32))).isEmpty();
    }

    @Test
    void isNothingWhereNoHashProvesAnything() {
        assertThat(early(blocks(Verification.DIGEST), parent)).isEmpty();
    }

    @Test
    void isNothingWhileOlderBlocksAreRead() {
        var blocks = new EarlyBlocks(fanout(), check());

        assertThat(blocks.read(head(parent)).blockOptional()).isEmpty();
    }

    @Test
    void isReadAlsoAfterAnOldBlockWasReadAgain() {
        var blocks = new EarlyBlocks(fanout(), check());
        var _ = blocks.proven(height - 1, parent).blockOptional();

        var _ = blocks.proven(height - 100, "0xold").blockOptional();

        assertThat(blocks.read(head(parent)).blockOptional()).isPresent();
    }

    private Optional<ReadBlock> early(EvmBlocks blocks, @Nullable String parent) {
        var _ = blocks.read(height - 1, this.parent).blockOptional();
        return blocks.early(head(parent)).blockOptional();
    }

    private EarlyHead head(@Nullable String parent) {
        return new EarlyHead("node at " + first.url().getPort(), height, hash, parent);
    }

    private EvmBlocks blocks(Verification verification) {
        var fanout = fanout();
        return new EvmBlocks(
                fanout,
                check(),
                new Peculiarities(Networks.SANDBOX, verification),
                new EarlyBlocks(fanout, check()));
    }

    private Fanout fanout() {
        var network = Networks.sandbox(token.address(), first.url(), second.url());
        return new Fanout(RpcNodesForTests.of(network), network.quorum(), network.patience());
    }

    private BlockCheck check() {
        var usdc = new Asset(Networks.SANDBOX, "erc20:" + token.address(), "USDC", 6);
        return new BlockCheck(
                new BlockDecoder(Networks.SANDBOX, Map.of(usdc.type(), usdc)),
                Networks.SANDBOX,
                Watched.EVERYBODY);
    }
}
