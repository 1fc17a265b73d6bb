package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Networks;
import io.sluice.money.Asset;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.Lies;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.SandboxMerchant;
import io.sluice.sandbox.TestToken;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** A real chain behind three nodes, one of which may be anything. */
@TestInstance(Lifecycle.PER_CLASS)
class AnvilWatchTests {

    /** Half of how long a node that hangs is waited for. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final BigInteger UNITS = BigInteger.valueOf(27_031_200);

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final TestToken token = TestToken.deploy(chain);
    private final PayerWallet payer = PayerWallet.funded(chain, 0);
    private final List<NodeProxy> nodes =
            Stream.of("a", "b", "c").map(it -> NodeProxy.before(chain, it)).toList();
    private final Watching watching = new Watching();
    private int used;
    private Disposable running = () -> {};

    @BeforeAll
    void begin() {
        token.mint(payer.address(), UNITS.multiply(BigInteger.valueOf(1_000)));
        chain.mine(1);
    }

    /** With nodes of whom nothing is known: who was caught lying is not asked again. */
    @BeforeEach
    void watch() {
        running = watching.watch(reader()).follow().subscribe();
        Eventually.holds(PATIENT, () -> readUpTo(chain.height()));
    }

    @AfterEach
    void forget() {
        running.dispose();
        heal();
    }

    private void heal() {
        nodes.forEach(NodeProxy::heal);
    }

    @AfterAll
    void stop() {
        nodes.forEach(NodeProxy::close);
        chain.close();
    }

    Stream<Arguments> faults() {
        var faults =
                List.of(
                        new NodeFault.Hang(),
                        new NodeFault.Dead(),
                        new NodeFault.Lagging(5),
                        NodeFault.Refusing.tooManyRequests(Optional.empty()),
                        new NodeFault.Lying(Lies.inflatedTransfers()),
                        new NodeFault.Lying(Lies.failedReceipts()),
                        new NodeFault.Lying(Lies.noLogs()),
                        new NodeFault.Lying(Lies.otherHashes()),
                        new NodeFault.Lying(Lies.headAhead(1_000_000)));
        return IntStream.range(0, nodes.size())
                .boxed()
                .flatMap(position -> faults.stream().map(it -> Arguments.of(position, it)));
    }

    @ParameterizedTest(name = "node {0}: {1}")
    @MethodSource("faults")
    void isRightAndPromptWhateverOneNodeDoes(int position, NodeFault fault) {
        var address = watched();
        nodes.get(position).behave(fault);

        var sent = payer.sendToken(token, address, UNITS);
        chain.mine(1);

        Eventually.holds(PROMPT, () -> watching.transfers(List.of(address)).size() == 1);
        var transfer = watching.transfers(List.of(address)).getFirst();
        assertThat(transfer.id()).isEqualTo("eip155:31337/" + sent.hash() + "/log:0");
        assertThat(transfer.amount().units()).isEqualTo(UNITS);
        assertThat(transfer.block().hash()).isEqualTo(chain.hash(chain.height()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void believesNoPaymentThatOneNodeMadeUp(int position) {
        var address = watched();
        var lie = Lies.forgedTransfer(token.address(), address, UNITS);
        nodes.get(position).behave(new NodeFault.Lying(lie));

        chain.mine(2);

        Eventually.holds(PROMPT, () -> readUpTo(chain.height()));
        assertThat(watching.transfers(List.of(address))).isEmpty();
    }

    @Test
    void seesCoinsOfTheChain() {
        var address = watched();

        var sent = payer.sendEther(address, UNITS);
        chain.mine(1);

        Eventually.holds(PATIENT, () -> watching.transfers(List.of(address)).size() == 1);
        assertThat(watching.transfers(List.of(address)).getFirst().id())
                .isEqualTo("eip155:31337/" + sent.hash() + "/native");
    }

    @Test
    void findsAPaymentThatOnlyOneNodeTellsAsItIs() {
        nodes.get(0).behave(new NodeFault.Lying(Lies.noLogs()));
        nodes.get(1).behave(new NodeFault.Lying(Lies.noLogs()));
        var address = watched();

        var _ = payer.sendToken(token, address, UNITS);
        chain.mine(1);

        Eventually.holds(PATIENT, () -> watching.transfers(List.of(address)).size() == 1);
        assertThat(watching.transfers(List.of(address)).getFirst().grade())
                .isEqualTo(Transfer.Grade.CRYPTO);
    }

    @Test
    void waitsWhileTwoOfThreeAreAwayAndGoesOnWhenTheyAreBack() {
        nodes.get(0).behave(new NodeFault.Dead());
        nodes.get(1).behave(new NodeFault.Dead());
        var address = watched();
        var before = watching.cursor().height();
        var _ = payer.sendToken(token, address, UNITS);
        chain.mine(1);
        Eventually.holds(PATIENT, () -> nodes.get(2).questions() > 0);
        assertThat(watching.cursor().height()).isEqualTo(before);

        heal();

        Eventually.holds(PATIENT, () -> watching.transfers(List.of(address)).size() == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void followsAReorgAndKnowsThePaymentWhenItComesBack(int depth) {
        var address = watched();
        var sent = payer.sendToken(token, address, UNITS);
        chain.mine(depth);
        Eventually.holds(PATIENT, () -> readUpTo(chain.height()));
        var before = watching.transfers(List.of(address)).getFirst();

        chain.reorg(depth);
        Eventually.holds(PATIENT, () -> states(address).equals(List.of(State.ORPHANED)));
        payer.resend(sent);
        chain.mine(1);
        Eventually.holds(PATIENT, () -> states(address).equals(List.of(State.INCLUDED)));

        var back = watching.transfers(List.of(address)).getFirst();
        assertThat(back.id()).isEqualTo(before.id());
        assertThat(back.block().hash()).isNotEqualTo(before.block().hash());
        assertThat(List.of(before.block().time(), back.block().time()))
                .contains(back.firstIncludedAt())
                .noneMatch(time -> time.isBefore(back.firstIncludedAt()));
        assertThat(back.revision()).isGreaterThan(before.revision());
    }

    @Test
    void followsTheTagsOfTheChain() {
        chain.mine(6);

        Eventually.holds(PATIENT, () -> readUpTo(chain.height()));
        Eventually.holds(PATIENT, () -> view().finalized() == chain.height() - 4);
        assertThat(view().safe()).isEqualTo(chain.height() - 2);
        assertThat(view().time()).isEqualTo(chain.time(chain.height()));
    }

    private List<State> states(String address) {
        return watching.transfers(List.of(address)).stream().map(Transfer::state).toList();
    }

    private boolean readUpTo(long height) {
        var hash = chain.hash(height);
        return watching.cursors
                .load(Networks.SANDBOX)
                .map(it -> it.height() == height && it.hash().equals(hash))
                .blockOptional()
                .orElse(false);
    }

    private ChainView view() {
        return watching.cursor();
    }

    private String watched() {
        var address = SandboxMerchant.address(0, used++);
        watching.watchAddress(address).as(StepVerifier::create).verifyComplete();
        return address;
    }

    private ChainReader reader() {
        var urls = nodes.stream().map(NodeProxy::url).toArray(URI[]::new);
        var network = Networks.sandbox(token.address(), urls);
        Assets assets = AssetsForTests.of(network);
        Map<String, Asset> listed =
                assets.all().stream()
                        .collect(Collectors.toUnmodifiableMap(Asset::type, Function.identity()));
        return EvmFamilies.all().require("eip155").reader(network, listed);
    }
}
