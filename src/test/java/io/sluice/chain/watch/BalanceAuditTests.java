package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Networks;
import io.sluice.money.Asset;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.SandboxMerchant;
import io.sluice.sandbox.TestToken;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** What addresses hold on a real chain, and what is known to have reached them. */
class BalanceAuditTests {

    private static final BigInteger UNITS = BigInteger.valueOf(1_000);
    private static final String OURS = SandboxMerchant.address(0, 1);

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final TestToken token = TestToken.deploy(chain);
    private final PayerWallet payer = PayerWallet.funded(chain, 0);
    private final List<NodeProxy> nodes =
            Stream.of("a", "b", "c").map(it -> NodeProxy.before(chain, it)).toList();
    private final Watching watching = new Watching();
    private final LogLines log = LogLines.of(BalanceAudit.class);
    private final List<Asset> assets;
    private final ChainReader reader;
    private final Disposable running;

    BalanceAuditTests() {
        var urls = nodes.stream().map(NodeProxy::url).toArray(URI[]::new);
        var network = Networks.sandbox(token.address(), urls);
        assets = AssetsForTests.of(network).all();
        reader =
                EvmFamilies.all()
                        .require("eip155")
                        .reader(
                                network,
                                assets.stream()
                                        .collect(
                                                Collectors.toUnmodifiableMap(
                                                        Asset::type, Function.identity())));
        running = watching.watch(reader).follow().subscribe();
    }

    @BeforeEach
    void receiveSomething() {
        watching.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        token.mint(payer.address(), UNITS.multiply(UNITS));
        mine(1);
        var _ = payer.sendToken(token, OURS, UNITS);
        var _ = payer.sendEther(OURS, UNITS);
        mine(8);
    }

    @AfterEach
    void stop() {
        running.dispose();
        log.close();
        nodes.forEach(NodeProxy::close);
        chain.close();
    }

    @Test
    void findsNothingWhereEverythingIsExplainedOrLessIsLeft() {
        audit();

        chain.tell("anvil_setBalance", OURS, "0x1");
        mine(8);
        audit();

        assertThat(alarms()).isZero();
        assertThat(log.levels()).isEmpty();
    }

    @Test
    void raisesAnAlarmOnceWhenAnAddressHoldsMoreThanReachedIt() {
        chain.tell("anvil_setBalance", OURS, "0x100000");
        mine(8);

        var audit = newAudit();
        for (var round = 0; round < 4; round++) {
            audit.round().as(StepVerifier::create).verifyComplete();
        }

        assertThat(alarms()).isEqualTo(1);
        assertThat(log.levels()).containsExactly(Level.ERROR);
    }

    @Test
    void countsTokensAsWellAsCoins() {
        watching.update("DELETE FROM transfer_fact WHERE asset LIKE '%erc20%'");
        watching.update("DELETE FROM transfer WHERE asset LIKE '%erc20%'");

        audit();

        assertThat(alarms()).isEqualTo(1);
    }

    private void audit() {
        newAudit().round().as(StepVerifier::create).verifyComplete();
    }

    private BalanceAudit newAudit() {
        return new BalanceAudit(
                Networks.SANDBOX,
                assets,
                reader,
                watching.cursors,
                watching.blocks,
                new PostgresExplained(watching.database),
                watching.meters);
    }

    private double alarms() {
        return watching.meters
                .counter("sluice.chain.unexplained.balance", "chain", "eip155:31337")
                .count();
    }

    private void mine(int blocks) {
        chain.mine(blocks);
        var settled = Math.max(0, chain.height() - 4);
        Eventually.holds(
                Duration.ofSeconds(20),
                () ->
                        watching.cursors
                                .load(Networks.SANDBOX)
                                .map(it -> it.finalized() == settled)
                                .blockOptional()
                                .orElse(false));
    }
}
