package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Families;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Networks;
import io.sluice.chain.rpc.Undecided;
import io.sluice.money.Asset;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.FeeToken;
import io.sluice.sandbox.Lie;
import io.sluice.sandbox.Manglings;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.PayerWallet;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.node.StringNode;

/** A token on a real chain that keeps a tenth of what is sent, while its events tell of it all. */
@TestInstance(Lifecycle.PER_CLASS)
class MeasurementsTests {

    private static final String ONE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final String TWO = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final FeeToken token = FeeToken.deploy(chain);
    private final PayerWallet payer = PayerWallet.funded(chain, 0);
    private final List<NodeProxy> nodes =
            Stream.of("a", "b", "c").map(it -> NodeProxy.before(chain, it)).toList();

    @AfterEach
    void heal() {
        nodes.forEach(NodeProxy::heal);
    }

    @AfterAll
    void stop() {
        nodes.forEach(NodeProxy::close);
        chain.close();
    }

    @Test
    void countsWhatArrivedAndNotWhatTheEventTells() {
        pay(ONE, TWO);

        var read = read(EvmFamilies.all());

        assertThat(read.movements())
                .extracting(Movement::receiver, Movement::units, Movement::atMost)
                .containsExactly(
                        tuple(ONE, BigInteger.valueOf(90), false),
                        tuple(TWO, BigInteger.valueOf(90), false));
        assertThat(read.grade()).isEqualTo(Grade.QUORUM);
    }

    @Test
    void countsAllThatArrivedAtAnAddressThatIsEmptiedInTheSameBlock() {
        chain.tell("anvil_impersonateAccount", TWO);
        pay(TWO, TWO);
        var _ = token.send(payer, TWO, HUNDRED);
        var sweep = FeeToken.transfer(ONE, BigInteger.valueOf(270));
        chain.tell(
                "eth_sendTransaction", Map.of("from", TWO, "to", token.address(), "data", sweep));
        chain.mine(1);

        assertThat(read(EvmFamilies.all()).movements())
                .filteredOn(it -> it.receiver().equals(TWO))
                .extracting(Movement::units)
                .containsExactly(BigInteger.valueOf(90));
    }

    @Test
    void countsNothingOfWhoIsNotWatchedAndAsksNobodyAboutThem() {
        pay(ONE, TWO);
        var nobody = EvmFamilies.watching((_, _) -> Mono.just(Set.of()));
        nodes.forEach(it -> it.behave(new NodeFault.Lying(aboutBalances("0x"))));

        var read = read(nobody);

        assertThat(read.movements()).isEmpty();
        assertThat(read.grade()).isEqualTo(Grade.CRYPTO);
    }

    @Test
    void believesNobodyAloneAboutABalance() {
        pay(ONE, TWO);
        var lie = aboutBalances("0x" + "0".repeat(60) + "ffff");
        nodes.getFirst().behave(new NodeFault.Lying(lie));

        assertThat(read(EvmFamilies.all()).movements())
                .extracting(Movement::units)
                .containsOnly(BigInteger.valueOf(90));
    }

    @Test
    void readsNoBlockWhileTooFewNodesKnowItsState() {
        pay(ONE, TWO);
        nodes.subList(0, 2).forEach(it -> it.behave(Manglings.pruned()));

        readIt(EvmFamilies.all()).as(StepVerifier::create).verifyError(Undecided.class);
    }

    @Test
    void readsAgainWithoutKnowingAnyStateAndClaimsNoAmount() {
        pay(ONE, TWO);
        nodes.forEach(it -> it.behave(Manglings.pruned()));

        var again =
                reader(EvmFamilies.all())
                        .readAgain(chain.height(), chain.hash(chain.height()), Set.of())
                        .blockOptional()
                        .orElseThrow();

        assertThat(again.movements())
                .extracting(Movement::units, Movement::atMost)
                .containsOnly(tuple(HUNDRED, true));
        assertThat(again.grade()).isEqualTo(Grade.CRYPTO);
    }

    @Test
    void readsWithoutMeasuringWhatEnoughTell() {
        pay(ONE, TWO);
        nodes.forEach(it -> it.behave(Manglings.pruned()));

        var read =
                reader(EvmFamilies.all())
                        .readUnmeasured(chain.height(), chain.hash(chain.height()))
                        .blockOptional()
                        .orElseThrow();

        assertThat(read.movements())
                .extracting(Movement::units, Movement::atMost)
                .containsOnly(tuple(HUNDRED, true));
    }

    private static Lie aboutBalances(String told) {
        return (question, result) ->
                question.path("method").asString("").equals("eth_call")
                        ? StringNode.valueOf(told)
                        : result;
    }

    private void pay(String... payees) {
        for (var payee : payees) {
            var _ = token.send(payer, payee, HUNDRED);
        }
        chain.mine(1);
    }

    private ReadBlock read(Families families) {
        return readIt(families).blockOptional().orElseThrow();
    }

    private Mono<ReadBlock> readIt(Families families) {
        return reader(families).read(chain.height(), chain.hash(chain.height()));
    }

    private ChainReader reader(Families families) {
        var urls = nodes.stream().map(NodeProxy::url).toArray(URI[]::new);
        var network = Networks.measured(Networks.sandbox(token.address(), urls));
        var listed =
                AssetsForTests.of(network).all().stream()
                        .collect(Collectors.toUnmodifiableMap(Asset::type, Function.identity()));
        return families.require("eip155").reader(network, listed);
    }
}
