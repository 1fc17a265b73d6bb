package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.chain.network.Traces;
import io.sluice.money.Asset;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.FeeToken;
import io.sluice.sandbox.Manglings;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.SandboxMerchant;
import io.sluice.sandbox.TestContract;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What addresses hold on a real chain, and what is known to have reached them. */
class BalanceAuditTests {

    private static final BigInteger UNITS = BigInteger.valueOf(1_000);
    private static final BigInteger NINE_TENTHS = BigInteger.valueOf(900);
    private static final String OURS = SandboxMerchant.address(0, 1);

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final FeeToken token = FeeToken.deploy(chain);
    private final TestContract forwarder = TestContract.deploy(chain, TestContract.Kind.FORWARDER);
    private final PayerWallet payer = PayerWallet.funded(chain, 0);
    private final List<NodeProxy> nodes =
            Stream.of("a", "b", "c").map(it -> NodeProxy.before(chain, it)).toList();
    private final Watching watching = new Watching();
    private final LogLines log = LogLines.of(AuditAlarms.class);
    private final Network network;
    private final ChainReader reader;
    private final SecondPass second;
    private final Disposable running;

    BalanceAuditTests() {
        var urls = nodes.stream().map(NodeProxy::url).toArray(URI[]::new);
        network = Networks.measured(Networks.sandbox(token.address(), urls));
        var listed =
                AssetsForTests.of(network).all().stream()
                        .collect(Collectors.toUnmodifiableMap(Asset::type, Function.identity()));
        reader = EvmFamilies.all().require("eip155").reader(network, listed);
        second = watching.secondPass(reader, Mono.empty(), watching.meters);
        running = watching.watch(reader).follow().subscribe();
    }

    @BeforeEach
    void begin() {
        mine(8);
        watching.allocate(OURS).as(StepVerifier::create).verifyComplete();
    }

    @AfterEach
    void stop() {
        running.dispose();
        log.close();
        nodes.forEach(NodeProxy::close);
        chain.close();
    }

    @Test
    void findsNothingWhereEverythingIsExplained() {
        var _ = token.send(payer, OURS, UNITS);
        var _ = payer.sendEther(OURS, UNITS);
        mine(8);
        audit(network);
        audit(network);

        assertThat(transfers()).hasSize(2);
        assertThat(log.levels()).isEmpty();
    }

    @Test
    void countsCoinsThatNobodyTellsOfOnceTheyAreFinalAndOnlyOnce() {
        var _ = forwarder.call(UNITS, OURS);
        var paidAt = chain.height() + 1;
        mine(2);
        audit(network);
        assertThat(transfers()).isEmpty();

        mine(6);
        audit(network);
        mine(1);
        audit(network);

        var found = transfers().getFirst();
        assertThat(transfers()).hasSize(1);
        assertThat(found.amount().units()).isEqualTo(UNITS);
        assertThat(found.state()).isEqualTo(State.INCLUDED);
        assertThat(found.grade()).isEqualTo(Grade.QUORUM);
        assertThat(found.block().height()).isEqualTo(paidAt);
        assertThat(found.block().hash()).isEqualTo(chain.hash(paidAt));
        assertThat(watching.touched).contains(OURS);
        assertThat(watching.views.getLast().revision()).isGreaterThanOrEqualTo(found.revision());
        assertThat(log.levels()).containsExactly(Level.INFO);
    }

    @Test
    void countsWhatComesLaterThoughAllBeforeWasMovedOn() {
        var _ = payer.sendEther(OURS, UNITS);
        mine(8);
        audit(network);
        chain.tell("anvil_setBalance", OURS, "0x0");
        mine(8);
        audit(network);

        var _ = forwarder.call(BigInteger.TEN, OURS);
        mine(8);
        audit(network);

        assertThat(transfers())
                .extracting(it -> it.amount().units())
                .containsExactlyInAnyOrder(UNITS, BigInteger.TEN);
        assertThat(count("sluice.chain.moved.balance")).isEqualTo(1);
        assertThat(log.levels()).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void looksFirstAndAtOnceAtAllThatWereNeverLookedAt() {
        mine(8);
        audit(network);
        IntStream.rangeClosed(2, 121)
                .mapToObj(it -> SandboxMerchant.address(0, it))
                .forEach(it -> watching.allocate(it).block());
        mine(8);
        var audit = watching.audit(reader, network);

        audit.round(Mono.empty()).as(StepVerifier::create).verifyComplete();

        assertThat(lookedAt()).isEqualTo(101);
        assertThat(audit.pause()).isLessThan(Duration.ofSeconds(5));
        audit.round(Mono.empty()).as(StepVerifier::create).verifyComplete();
        assertThat(lookedAt()).isEqualTo(121);
        audit.round(Mono.empty()).as(StepVerifier::create).verifyComplete();
        assertThat(audit.pause()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void countsNothingThatWasThereBeforeTheAddressWasGivenOut() {
        var _ = forwarder.call(UNITS, OURS);
        mine(8);
        watching.update("UPDATE deposit_address SET allocated_at = now() + interval '5 minutes'");

        audit(network);

        assertThat(transfers()).isEmpty();
        assertThat(log.levels()).isEmpty();
    }

    /** The oldest block that is looked at is none from before the address was given out. */
    @Test
    void saysThatWhatWasThereAtTheFirstLookCountsForNothing() {
        var _ = payer.sendEther(OURS, UNITS);
        var _ = forwarder.call(BigInteger.TEN, OURS);
        mine(8);
        watching.update("DELETE FROM block WHERE height < " + (chain.height() - 6));

        audit(network);

        assertThat(transfers()).hasSize(1);
        assertThat(count("sluice.chain.late.balance")).isEqualTo(1);
        assertThat(log.levels()).containsExactly(Level.ERROR);
    }

    @Test
    void countsNothingThatASecondPassMayStillExplain() {
        var _ = forwarder.call(UNITS, OURS);
        chain.mine(8);
        await();
        watching.audit(reader, network)
                .round(Mono.empty())
                .as(StepVerifier::create)
                .verifyComplete();

        assertThat(transfers()).isEmpty();
    }

    @Test
    void raisesAnAlarmOnceWhereNodesTellOfEveryWayToCome() {
        var _ = forwarder.call(UNITS, OURS);
        mine(8);
        audit(Networks.traced(Traces.DEBUG, network));
        mine(1);
        audit(Networks.traced(Traces.DEBUG, network));

        assertThat(transfers()).isEmpty();
        assertThat(count("sluice.chain.unexplained.balance")).isEqualTo(1);
        assertThat(log.levels()).containsExactly(Level.ERROR);
    }

    @Test
    void countsWhatATokenAddsByItselfAndNoticesWhatItTakes() {
        var _ = token.send(payer, OURS, UNITS);
        mine(8);
        audit(network);
        token.hold(payer, OURS, UNITS.add(UNITS).add(BigInteger.ONE));
        mine(8);
        audit(network);
        token.hold(payer, OURS, BigInteger.ONE);
        mine(8);
        audit(network);

        assertThat(transfers())
                .extracting(it -> it.amount().units())
                .containsExactlyInAnyOrder(NINE_TENTHS, BigInteger.valueOf(1_101));
        assertThat(count("sluice.chain.fallen.balance")).isEqualTo(1);
        assertThat(log.levels()).containsExactly(Level.INFO, Level.WARN);
    }

    @Test
    void countsNothingThatATokenOnlyGivesBack() {
        var _ = token.send(payer, OURS, UNITS.multiply(BigInteger.TEN));
        mine(8);
        audit(network);
        token.hold(payer, OURS, BigInteger.ONE);
        mine(8);
        audit(network);
        token.hold(payer, OURS, UNITS.multiply(BigInteger.TEN));
        mine(8);
        audit(network);
        audit(network);

        assertThat(transfers())
                .extracting(it -> it.amount().units())
                .containsExactly(NINE_TENTHS.multiply(BigInteger.TEN));
    }

    @Test
    void leavesWhatIsTooLittleUntilItIsMore() {
        token.hold(payer, OURS, UNITS);
        mine(8);
        audit(network);
        assertThat(transfers()).isEmpty();

        token.hold(payer, OURS, UNITS.add(BigInteger.ONE));
        mine(8);
        audit(network);

        assertThat(transfers())
                .extracting(it -> it.amount().units())
                .containsExactly(BigInteger.valueOf(1_001));
    }

    @Test
    void saysThatNobodyKnowsAndLooksAgain() {
        var _ = forwarder.call(UNITS, OURS);
        mine(8);
        nodes.subList(0, 2).forEach(it -> it.behave(Manglings.pruned()));
        audit(network);
        assertThat(transfers()).isEmpty();
        assertThat(log.levels()).containsExactly(Level.WARN);

        nodes.forEach(NodeProxy::heal);
        audit(network);

        assertThat(transfers()).hasSize(1);
    }

    @Test
    void findsInWhichBlockItArrivedThoughMoreCameThatIsExplained() {
        var _ = payer.sendEther(OURS, UNITS);
        mine(2);
        var _ = forwarder.call(BigInteger.TEN, OURS);
        var paidAt = chain.height() + 1;
        mine(2);
        var _ = payer.sendEther(OURS, UNITS);
        mine(8);
        audit(network);

        assertThat(transfers())
                .filteredOn(it -> it.amount().units().equals(BigInteger.TEN))
                .extracting(it -> it.block().height())
                .containsExactly(paidAt);
        assertThat(transfers()).hasSize(3);
    }

    @Test
    void findsInWhichBlockItArrivedThoughOlderStatesAreForgotten() {
        mine(8);
        audit(network);
        mine(8);
        var _ = forwarder.call(BigInteger.TEN, OURS);
        var paidAt = chain.height() + 1;
        mine(8);
        forget(paidAt - 2);
        audit(network);

        assertThat(transfers()).extracting(it -> it.block().height()).containsExactly(paidAt);
    }

    /** No node knows a state up to {@code height} any more. */
    private void forget(long height) {
        var gone =
                LongStream.rangeClosed(0, height).mapToObj(chain::hash).collect(Collectors.toSet());
        nodes.forEach(it -> it.behave(Manglings.prunedAt(gone)));
    }

    private void audit(Network as) {
        watching.audit(reader, as).round(Mono.empty()).as(StepVerifier::create).verifyComplete();
    }

    private long lookedAt() {
        return watching.count("SELECT count(DISTINCT address) AS n FROM audited_balance");
    }

    private List<Transfer> transfers() {
        return watching.transfers(List.of(OURS));
    }

    private double count(String name) {
        return watching.meters.counter(name, "chain", "eip155:31337").count();
    }

    /** Mines, and has all that is final read twice. */
    private void mine(int blocks) {
        chain.mine(blocks);
        await();
        while (second.step().blockOptional().orElse(false)) {
            // Until there is none that is final.
        }
    }

    private void await() {
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
