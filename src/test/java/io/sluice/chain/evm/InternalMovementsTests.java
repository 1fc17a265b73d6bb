package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Networks;
import io.sluice.chain.network.Traces;
import io.sluice.chain.proof.SignedForTests;
import io.sluice.chain.rpc.Undecided;
import io.sluice.money.Asset;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import java.math.BigInteger;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.node.ArrayNode;

/** An exchange that pays out in batches, on a real chain. */
@TestInstance(Lifecycle.PER_CLASS)
class InternalMovementsTests {

    private static final String ONE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final String TWO = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
    private static final String NO_ADDRESS = "0x0000000000000000000000000000000000000000";

    /** Sends 7 wei to each address of its call data, and does not mind who refuses. */
    private static final String BATCH = "5f5b36811015601a575f5f5f5f600785355af1506020016001565b00";

    /** Sends 7 wei to an address, and then undoes it. */
    private static final String TRAP = "5f5f5f5f600773" + ONE.substring(2) + "5af15f5ffd";

    /** Ends itself, and leaves what it has to an address. */
    private static final String LAST_WILL = "73" + TWO.substring(2) + "ff";

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final List<NodeProxy> nodes =
            Stream.of("a", "b", "c").map(it -> NodeProxy.before(chain, it)).toList();
    private int nonce;
    private String batch = "";

    @BeforeAll
    void deploy() {
        batch = deploy(BATCH);
    }

    @AfterAll
    void stop() {
        nodes.forEach(NodeProxy::close);
        chain.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBUG", "PARITY"})
    void findsEachPayoutOfABatch(Traces traces) {
        var hash = send(batch, "0x64", words(ONE, TWO));

        var read = read(traces);

        assertThat(read.grade()).isEqualTo(Grade.QUORUM);
        assertThat(read.movements())
                .extracting(Movement::id, Movement::sender, Movement::receiver, Movement::units)
                .containsExactly(
                        row(hash, "native", from(), batch, 100),
                        row(hash, "trace:0", batch, ONE, 7),
                        row(hash, "trace:1", batch, TWO, 7));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBUG", "PARITY"})
    void countsNothingThatWasUndoneWithTheCallAboveIt(Traces traces) {
        var trap = deploy(TRAP);
        var hash = send(batch, "0x0", words(trap, TWO));

        assertThat(read(traces).movements())
                .extracting(Movement::id, Movement::sender, Movement::receiver, Movement::units)
                .containsExactly(row(hash, "trace:1", batch, TWO, 7));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBUG", "PARITY"})
    void countsNothingOfATransactionThatFailed(Traces traces) {
        var trap = deploy(TRAP);
        var _ = send(trap, "0x64", "0x");

        assertThat(read(traces).movements()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBUG", "PARITY"})
    void findsWhatAContractLeavesWhenItEndsItself(Traces traces) {
        var will = deploy(LAST_WILL);
        var hash = send(batch, "0x0", words(will));

        assertThat(read(traces).movements())
                .extracting(Movement::id, Movement::sender, Movement::receiver)
                .contains(tuple(id(hash, "trace:0.0"), will, TWO));
    }

    @Test
    void believesNobodyAloneAboutWhatContractsSent() {
        var _ = send(batch, "0x64", words(ONE));
        nodes.getFirst()
                .behave(
                        new NodeFault.Lying((question, result) ->
                                question.path("method").asString().startsWith("debug_")
                                        ? ((ArrayNode) result).removeAll()
                                        : result));
        var honest = read(Traces.DEBUG);
        nodes.get(1).behave(new NodeFault.Dead());

        assertThat(honest.movements()).hasSize(2);
        reader(Traces.DEBUG)
                .read(chain.height(), chain.hash(chain.height()))
                .as(StepVerifier::create)
                .verifyError(Undecided.class);
        nodes.forEach(NodeProxy::heal);
    }

    @Test
    void asksNobodyWhereNobodyTells() {
        var _ = send(batch, "0x64", words(ONE));

        var read = read(Traces.NONE);

        assertThat(read.grade()).isEqualTo(Grade.CRYPTO);
        assertThat(read.movements()).hasSize(1);
    }

    private Tuple row(String hash, String ordinal, String from, String to, long units) {
        return tuple(id(hash, ordinal), from, to, BigInteger.valueOf(units));
    }

    private String id(String hash, String ordinal) {
        return Networks.SANDBOX + "/" + hash + "/" + ordinal;
    }

    private String from() {
        return EvmAddress.of(chain.funded(0).getAddress());
    }

    private String deploy(String runtime) {
        var size = runtime.length() / 2;
        var init = "%02x%s5f5260%02x60%02xf3".formatted(0x5f + size, runtime, size, 32 - size);
        var hash = send(null, "0x3e8", "0x" + init);
        var receipt = chain.call("eth_getTransactionReceipt", hash);
        return EvmAddress.of(receipt.path("contractAddress").asString());
    }

    private String send(@Nullable String to, String value, String input) {
        var fields = new HashMap<String, Object>();
        fields.putAll(Map.of("type", "0x2", "maxFeePerGas", "0x174876e800", "gas", "0x7a120"));
        fields.putAll(Map.of("maxPriorityFeePerGas", "0x1", "accessList", List.of()));
        fields.putAll(Map.of("chainId", "0x7a69", "nonce", "0x" + Integer.toHexString(nonce++)));
        fields.putAll(Map.of("value", value, "input", input));
        if (to != null) {
            fields.put("to", to);
        }
        var raw = SignedForTests.raw(chain.funded(0), fields);
        var hash = chain.call("eth_sendRawTransaction", raw).asString();
        chain.mine(1);
        return hash;
    }

    private ReadBlock read(Traces traces) {
        return reader(traces)
                .read(chain.height(), chain.hash(chain.height()))
                .blockOptional()
                .orElseThrow();
    }

    private ChainReader reader(Traces traces) {
        var urls = nodes.stream().map(NodeProxy::url).toArray(URI[]::new);
        var network = Networks.traced(traces, Networks.sandbox(NO_ADDRESS, urls));
        var listed =
                AssetsForTests.of(network).all().stream()
                        .collect(Collectors.toUnmodifiableMap(Asset::type, Function.identity()));
        return EvmFamilies.all().require("eip155").reader(network, listed);
    }

    private static String words(String... addresses) {
        return Stream.of(addresses)
                .map(it -> "0".repeat(24) + it.substring(2))
                .collect(Collectors.joining("", "0x", ""));
    }
}
