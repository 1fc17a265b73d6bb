package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.evm.EvmFamilies;
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

/** A payer of a real chain who uses a reorganisation to do something else with their money. */
class AnvilReplacementTests {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final BigInteger UNITS = BigInteger.valueOf(27_031_200);

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final TestToken token = TestToken.deploy(chain);
    private final PayerWallet payer = PayerWallet.funded(chain, 0);
    private final List<NodeProxy> nodes =
            Stream.of("a", "b", "c").map(it -> NodeProxy.before(chain, it)).toList();
    private final Watching watching = new Watching();
    private final String address = SandboxMerchant.address(0, 0);
    private Disposable running = () -> {};

    @BeforeEach
    void begin() {
        watching.watchAddress(address).as(StepVerifier::create).verifyComplete();
        var urls = nodes.stream().map(NodeProxy::url).toArray(URI[]::new);
        var network = Networks.sandbox(token.address(), urls);
        var listed =
                AssetsForTests.of(network).all().stream()
                        .collect(Collectors.toUnmodifiableMap(Asset::type, Function.identity()));
        var reader = EvmFamilies.all().require("eip155").reader(network, listed);
        running = watching.watch(reader).follow().subscribe();
        Eventually.holds(PATIENT, () -> watching.cursors.load(network.id()).block() != null);
    }

    @AfterEach
    void stop() {
        running.dispose();
        nodes.forEach(NodeProxy::close);
        chain.close();
    }

    @Test
    void sendsTheMoneyElsewhereAndInTheEndPaysAfterAll() {
        var paid = payer.sendEther(address, UNITS);
        chain.mine(1);
        becomes(State.INCLUDED);

        chain.reorg(1);
        becomes(State.ORPHANED);
        var elsewhere = payer.sendEther(SandboxMerchant.address(0, 1), UNITS);
        chain.mine(1);
        becomes(State.REPLACED);
        assertThat(watching.texts("SELECT replaced_by AS text FROM transfer"))
                .containsExactly(elsewhere.hash());
        assertThat(watching.texts("SELECT lower(origin) || nonce AS text FROM transfer"))
                .containsExactly(payer.address() + "0");

        chain.reorg(1);
        becomes(State.ORPHANED);
        payer.resend(paid);
        chain.mine(1);
        becomes(State.INCLUDED);
    }

    @Test
    void paysWithMoneyThatIsNoLongerThere() {
        token.mint(payer.address(), UNITS);
        chain.mine(1);
        var paid = payer.sendToken(token, address, UNITS);
        chain.mine(1);
        becomes(State.INCLUDED);

        chain.reorg(2);
        becomes(State.ORPHANED);
        payer.resend(paid);
        chain.mine(1);

        becomes(State.REVERTED);
        assertThat(watching.texts("SELECT replaced_by AS text FROM transfer"))
                .containsExactly(paid.hash());
    }

    private void becomes(State state) {
        Eventually.holds(PATIENT, () -> states().equals(List.of(state)));
    }

    private List<State> states() {
        return watching.transfers(List.of(address)).stream().map(Transfer::state).toList();
    }
}
