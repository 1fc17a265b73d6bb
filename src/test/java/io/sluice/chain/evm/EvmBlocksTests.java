package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Families;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Watched;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.chain.network.Verification;
import io.sluice.chain.rpc.Forgery;
import io.sluice.chain.rpc.RpcChains;
import io.sluice.chain.rpc.Undecided;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.Lie;
import io.sluice.sandbox.Lies;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.TestToken;
import java.math.BigInteger;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A block with payments, told by three nodes. */
@TestInstance(Lifecycle.PER_CLASS)
class EvmBlocksTests {

    private static final String PAYEE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final String OTHER = "0x00000000000000000000000000000000000000aa";

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final TestToken token = TestToken.deploy(chain);
    private final List<NodeProxy> nodes =
            Stream.of("a", "b", "c").map(it -> NodeProxy.before(chain, it)).toList();
    private long height;
    private String hash = "";
    private final List<Forgery> forgeries = new CopyOnWriteArrayList<>();

    @BeforeAll
    void pay() {
        var payer = PayerWallet.funded(chain, 0);
        token.mint(payer.address(), BigInteger.TEN);
        chain.mine(1);
        var _ = payer.sendToken(token, PAYEE, BigInteger.TWO);
        var _ = payer.sendEther(PAYEE, BigInteger.ONE);
        chain.mine(1);
        height = chain.height();
        hash = chain.hash(height);
    }

    @AfterEach
    void heal() {
        nodes.forEach(NodeProxy::heal);
        forgeries.clear();
    }

    @AfterAll
    void stop() {
        nodes.forEach(NodeProxy::close);
        chain.close();
    }

    @Test
    void believesTheFirstNodeAloneBecauseTheHashProvesWhatItTells() {
        var before = nodes.stream().mapToLong(NodeProxy::questions).sum();

        var read = read(reader(Verification.ROOTS));

        assertThat(read.grade()).isEqualTo(Grade.CRYPTO);
        assertThat(read.operators()).hasSize(1);
        assertThat(read.movements())
                .extracting(Movement::units)
                .containsExactly(BigInteger.TWO, BigInteger.ONE);
        assertThat(nodes.stream().mapToLong(NodeProxy::questions).sum()).isEqualTo(before + 2);
    }

    Stream<Lie> lies() {
        return Stream.of(
                Lies.inflatedTransfers(),
                Lies.noLogs(),
                Lies.failedReceipts(),
                Lies.forgedTransfer(token.address(), PAYEE, BigInteger.TEN),
                aboutBlocks(block -> block.put("timestamp", "0x1")),
                aboutBlocks(block -> transaction(block).put("value", "0x64")),
                aboutBlocks(block -> transaction(block).put("to", OTHER)),
                aboutBlocks(block -> transaction(block).put("from", OTHER)),
                aboutBlocks(block -> block.withArray("transactions").removeAll()));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void asksTheNextNodeWhenOneLies(Lie lie) {
        var honest = read(reader(Verification.ROOTS));
        nodes.getFirst().behave(new NodeFault.Lying(lie));

        var read = read(reader(Verification.ROOTS));

        assertThat(read.grade()).isEqualTo(Grade.CRYPTO);
        assertThat(read.operators()).isNotEqualTo(honest.operators());
        assertThat(read.movements()).isEqualTo(honest.movements());
        assertThat(read.mined()).isEqualTo(honest.mined());
    }

    /** It pays nobody who is watched, and would be in the place of what somebody else signed. */
    @Test
    void provesWhoSentWhatHasTheNonceOfAnotherThatIsOnItsWay() {
        var honest = read(reader(Verification.ROOTS));
        var lie = aboutBlocks(block -> transaction(block).put("from", OTHER));
        nodes.getFirst().behave(new NodeFault.Lying(lie));
        var awaiting = EvmFamilies.watching(new Awaiting(honest.mined().get(1).nonce()));
        var network = network(Verification.ROOTS, nodes.toArray(NodeProxy[]::new));

        var read = read(reader(awaiting, network));

        assertThat(read.mined()).isEqualTo(honest.mined());
        assertThat(read.operators()).isNotEqualTo(honest.operators());
    }

    @Test
    void isRightAsLongAsOneNodeIsHonest() {
        nodes.subList(0, 2).forEach(it -> it.behave(new NodeFault.Lying(Lies.inflatedTransfers())));

        assertThat(read(reader(Verification.ROOTS)).movements())
                .extracting(Movement::units)
                .containsExactly(BigInteger.TWO, BigInteger.ONE);
    }

    @Test
    void takesWhatAllTellForAPeculiarityOfTheChainAndAsksAQuorumFromThenOn() {
        var peculiar = aboutBlocks(block -> block.put("stateRoot", "0x" + "1".repeat(64)));
        nodes.forEach(it -> it.behave(new NodeFault.Lying(peculiar)));
        var reader = reader(Verification.ROOTS);

        var first = read(reader);
        nodes.getLast().behave(new NodeFault.Lying(Lies.inflatedTransfers()));
        var second = read(reader);

        assertThat(List.of(first, second)).extracting(ReadBlock::grade).containsOnly(Grade.QUORUM);
        assertThat(second.operators()).hasSize(2);
        assertThat(second.movements()).isEqualTo(first.movements()).hasSize(2);
    }

    @Test
    void believesNobodyWhenAllLieInDifferentWays() {
        nodes.get(0).behave(new NodeFault.Lying(Lies.inflatedTransfers()));
        nodes.get(1).behave(new NodeFault.Lying(Lies.noLogs()));
        nodes.get(2).behave(new NodeFault.Lying(Lies.failedReceipts()));

        readIt(reader(Verification.ROOTS)).as(StepVerifier::create).verifyError(Undecided.class);
    }

    @Test
    void believesNoOnlyOperatorThatContradictsTheHash() {
        nodes.getFirst().behave(new NodeFault.Lying(Lies.inflatedTransfers()));

        readIt(reader(Verification.ROOTS, nodes.getFirst()))
                .as(StepVerifier::create)
                .verifyError(Undecided.class);
    }

    @Test
    void asksAQuorumWhereRootsDoNotCoverWhatNodesTell() {
        nodes.getFirst().behave(new NodeFault.Lying(Lies.inflatedTransfers()));

        var read = read(reader(Verification.DIGEST));

        assertThat(read.grade()).isEqualTo(Grade.QUORUM);
        assertThat(read.operators()).hasSize(2);
        assertThat(read.movements().getFirst().units()).isEqualTo(BigInteger.TWO);
    }

    @Test
    void readsAgainFromOthers() {
        var reader = reader(Verification.ROOTS);
        var first = read(reader);

        var again = reader.readAgain(height, hash, first.operators()).blockOptional().orElseThrow();

        assertThat(again.grade()).isEqualTo(Grade.CRYPTO);
        assertThat(again.operators()).doesNotContainAnyElementsOf(first.operators());
        assertThat(again.movements()).isEqualTo(first.movements());
    }

    Stream<Lie> unprovable() {
        return Stream.of(
                aboutBlocks(block -> transaction(block).put("type", "0x7b")),
                aboutBlocks(block -> block.put("stateRoot", "0x" + "1".repeat(64))));
    }

    /** Nothing was learnt by a first pass, for that is done elsewhere. */
    @ParameterizedTest
    @MethodSource("unprovable")
    void readsAgainByQuorumWhatNobodyCanProve(Lie peculiar) {
        var operators = read(reader(Verification.ROOTS)).operators();
        nodes.forEach(it -> it.behave(new NodeFault.Lying(peculiar)));

        var again = readAgain(reader(Verification.ROOTS), operators);

        assertThat(again.grade()).isEqualTo(Grade.QUORUM);
        assertThat(again.movements()).hasSize(2);
    }

    Stream<Lie> leftOut() {
        return Stream.of(
                aboutBlocks(block -> block.remove("requestsHash")),
                aboutBlocks(block -> transaction(block).remove("accessList")),
                aboutBlocks(block -> transaction(block).remove("type")),
                aboutBlocks(block -> transaction(block).put("type", "0x7b")));
    }

    @ParameterizedTest
    @MethodSource("leftOut")
    void convictsNobodyOfLeavingSomethingOut(Lie less) {
        assertThat(askedAfterReading(less)).isEqualTo(3);
    }

    @Test
    void convictsWhoeverContradictsTheHash() {
        assertThat(askedAfterReading(Lies.inflatedTransfers())).isEqualTo(2);

        assertThat(forgeries)
                .extracting(it -> it.failure().exhibit())
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.digest()).matches("[0-9a-f]{64}");
                    assertThat(said.bytes()).isGreaterThan(1_000);
                    assertThat(said.excerpt()).contains("\"jsonrpc\"").hasSizeLessThan(4_097);
                });
    }

    @Test
    void readsAgainWithTheFirstTellerWhenTheOnlyOtherLeavesSomethingOut() {
        var two = nodes.subList(0, 2).toArray(NodeProxy[]::new);
        var operators = read(reader(Verification.ROOTS, two)).operators();
        var less = aboutBlocks(block -> transaction(block).remove("accessList"));
        Stream.of(two)
                .filter(it ->
                        operators.stream().noneMatch(op -> op.endsWith(" " + it.url().getPort())))
                .forEach(it -> it.behave(new NodeFault.Lying(less)));

        var again = readAgain(reader(Verification.ROOTS, two), operators);

        assertThat(again.grade()).isEqualTo(Grade.CRYPTO);
        assertThat(again.operators()).hasSize(2);
    }

    @Test
    void provesAgainOnceABlockOfAPeculiarChainIsProven() {
        var peculiar = aboutBlocks(block -> block.put("stateRoot", "0x" + "1".repeat(64)));
        nodes.forEach(it -> it.behave(new NodeFault.Lying(peculiar)));
        var reader = reader(Verification.ROOTS);
        assertThat(read(reader).grade()).isEqualTo(Grade.QUORUM);
        nodes.forEach(NodeProxy::heal);

        assertThat(read(reader).operators()).hasSize(2);

        var proven = read(reader);
        assertThat(proven.grade()).isEqualTo(Grade.CRYPTO);
        assertThat(proven.operators()).hasSize(1);
    }

    /** An incident of all vendors at once is no reason to believe that nobody was paid. */
    @Test
    void believesNobodyWhoContradictsAHashWhereHashesHeldBefore() {
        var reader = reader(Verification.ROOTS);
        assertThat(read(reader).grade()).isEqualTo(Grade.CRYPTO);
        nodes.forEach(it -> it.behave(new NodeFault.Lying(Lies.noLogs())));

        readIt(reader).as(StepVerifier::create).verifyError(Undecided.class);

        nodes.forEach(NodeProxy::heal);
        assertThat(read(reader).grade()).isEqualTo(Grade.CRYPTO);
    }

    @Test
    void learnsAPeculiarityAlsoForQuestionsThatCanWait() {
        var peculiar = aboutBlocks(block -> block.put("stateRoot", "0x" + "1".repeat(64)));
        nodes.forEach(it -> it.behave(new NodeFault.Lying(peculiar)));
        var reader = reader(Verification.ROOTS);
        var first = read(reader);

        var again = readAgain(reader.unhurried(), first.operators());

        assertThat(again.grade()).isEqualTo(Grade.SINGLE);
        assertThat(again.operators()).doesNotContainAnyElementsOf(first.operators());
    }

    /** How many nodes are still asked after the first one has told a block its way. */
    private long askedAfterReading(Lie way) {
        nodes.getFirst().behave(new NodeFault.Lying(way));
        var chains = new RpcChains(Authorities.system());
        chains.onForgery((_, forgery) -> forgeries.add(forgery));
        var network = network(Verification.ROOTS, nodes.toArray(NodeProxy[]::new));
        var families = EvmFamilies.all(InstantSource.system(), chains);
        assertThat(read(reader(families, network)).grade()).isEqualTo(Grade.CRYPTO);
        return chains.of(network).everyone(Mono::just).count().blockOptional().orElseThrow();
    }

    private ReadBlock readAgain(ChainReader reader, Set<String> operators) {
        return reader.readAgain(height, hash, operators).blockOptional().orElseThrow();
    }

    @Test
    void asksForEachReceiptWhereANodeDoesNotTellThemAllAtOnce() {
        var less = new WithoutBlockReceipts();
        nodes.forEach(it -> it.behave(new NodeFault.Lying(less)));
        var reader = reader(Verification.ROOTS, nodes.getFirst());

        var read = read(reader);
        var again = read(reader);

        assertThat(read.grade()).isEqualTo(Grade.CRYPTO);
        assertThat(read.movements()).hasSize(2);
        assertThat(again).isEqualTo(read);
        assertThat(less.asked).hasValue(1);
    }

    private ReadBlock read(ChainReader reader) {
        return readIt(reader).blockOptional().orElseThrow();
    }

    private Mono<ReadBlock> readIt(ChainReader reader) {
        return reader.read(height, hash);
    }

    private ChainReader reader(Verification verification) {
        return reader(verification, nodes.toArray(NodeProxy[]::new));
    }

    private ChainReader reader(Verification verification, NodeProxy... asked) {
        return reader(EvmFamilies.all(), network(verification, asked));
    }

    private Network network(Verification verification, NodeProxy... asked) {
        var urls = Stream.of(asked).map(NodeProxy::url).toArray(URI[]::new);
        return Networks.verifiedBy(verification, Networks.sandbox(token.address(), urls));
    }

    private static ChainReader reader(Families families, Network network) {
        var listed =
                AssetsForTests.of(network).all().stream()
                        .collect(Collectors.toUnmodifiableMap(Asset::type, Function.identity()));
        return families.require("eip155").reader(network, listed);
    }

    private static Lie aboutBlocks(Consumer<ObjectNode> change) {
        return (question, result) -> {
            if (question.path("method").asString().equals("eth_getBlockByHash")) {
                change.accept((ObjectNode) result);
            }
            return result;
        };
    }

    /** The one that sends ether. */
    private static ObjectNode transaction(ObjectNode block) {
        return (ObjectNode) block.path("transactions").path(1);
    }

    /** Watches no address, and one nonce. */
    private record Awaiting(BigInteger nonce) implements Watched {

        @Override
        public Mono<Set<String>> among(String family, Set<String> addresses) {
            return Mono.just(Set.of());
        }

        @Override
        public Mono<Set<BigInteger>> undecided(ChainId chain, Set<BigInteger> nonces) {
            return Mono.just(nonces.contains(nonce) ? Set.of(nonce) : Set.of());
        }
    }

    /** Asks its node for what it knows not, so that the answer is a refusal. */
    private static final class WithoutBlockReceipts implements Lie {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public void rephrase(ObjectNode question) {
            if (question.path("method").asString().equals("eth_getBlockReceipts")) {
                asked.incrementAndGet();
                question.put("method", "eth_noSuchMethod");
            }
        }

        @Override
        public JsonNode answer(ObjectNode question, JsonNode result) {
            return result;
        }
    }
}
