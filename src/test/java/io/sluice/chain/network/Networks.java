package io.sluice.chain.network;

import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.ChainProperties.Pool;
import io.sluice.chain.network.ChainProperties.Tiers;
import io.sluice.chain.network.Network.Level;
import io.sluice.chain.network.Network.ListedAsset;
import io.sluice.chain.network.Network.Node;
import io.sluice.money.ChainId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Networks as a deployment might describe them. */
public final class Networks {

    public static final ChainId SANDBOX = new ChainId("eip155:31337");
    public static final Duration IDLE_MARGIN = Duration.ofSeconds(2);
    public static final String TOKEN = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

    private Networks() {}

    /** A network with one node for each URL, each of an operator of its own. */
    public static Network sandbox(String token, URI... nodes) {
        return sandbox(token, List.of(nodes).stream().map(Networks::node).toList());
    }

    /** A network with these nodes. */
    public static Network servedBy(List<Node> nodes) {
        return sandbox(TOKEN, nodes);
    }

    private static Network sandbox(String token, List<Node> nodes) {
        return new Network(
                SANDBOX,
                "Sandbox",
                Duration.ofMillis(50),
                Duration.ofSeconds(10),
                IDLE_MARGIN,
                DataSize.ofMegabytes(32),
                nodes.stream().map(Node::operator).distinct().count() == 1,
                nodes,
                List.of(
                        new ListedAsset(
                                SANDBOX + "/erc20:" + token,
                                "USDC",
                                6,
                                BigInteger.valueOf(1000),
                                Transfers.EXACT),
                        new ListedAsset(
                                SANDBOX + "/slip44:60",
                                "ETH",
                                18,
                                BigInteger.ZERO,
                                Transfers.EXACT)),
                new OwnLevels(
                        new Level(2, Tag.NONE),
                        new Level(3, Tag.SAFE),
                        new Level(1, Tag.FINALIZED),
                        null),
                null,
                Traces.NONE);
    }

    /** The same network, where blocks are final in another way. */
    public static Network settledBy(Settled settled) {
        var network = unasked().require(SANDBOX);
        var level = new Level(1, Tag.NONE);
        var finality = new OwnLevels(level, level, level, settled);
        return with(finality, network.verification(), network.traces(), network);
    }

    /** The same network, as sure as is usual on its chain. */
    public static Network asUsual() {
        return settledAsUsualAfter(null);
    }

    /** The same, save when it calls blocks final. */
    public static Network settledAsUsualAfter(@Nullable Settled settled) {
        var network = unasked().require(SANDBOX);
        var finality = new OwnLevels(null, null, null, settled);
        return with(finality, network.verification(), network.traces(), network);
    }

    /** The same network, whose blocks are believed for another reason. */
    public static Network verifiedBy(Verification verification, Network network) {
        return with(network.finality(), verification, network.traces(), network);
    }

    /** The same network, whose nodes tell what contracts send. */
    public static Network traced(Traces traces, Network network) {
        return with(network.finality(), network.verification(), traces, network);
    }

    /** The same network, whose tokens may keep a fee. */
    public static Network measured(Network network) {
        return with(
                network.finality(),
                network.verification(),
                network.traces(),
                network.assets().stream().map(Networks::measured).toList(),
                network);
    }

    private static ListedAsset measured(ListedAsset it) {
        return it.id().contains("/erc20:")
                ? new ListedAsset(
                        it.id(), it.symbol(), it.decimals(), it.dust(), Transfers.MEASURED)
                : it;
    }

    private static Network with(
            OwnLevels finality,
            @Nullable Verification verification,
            Traces traces,
            Network network) {
        return with(finality, verification, traces, network.assets(), network);
    }

    private static Network with(
            OwnLevels finality,
            @Nullable Verification verification,
            Traces traces,
            List<ListedAsset> assets,
            Network network) {
        return new Network(
                network.id(),
                network.name(),
                network.poll(),
                network.patience(),
                network.idleMargin(),
                network.maxReply(),
                network.trustSingleNode(),
                network.nodes(),
                assets,
                finality,
                verification,
                traces);
    }

    /** A deployment with that network, and small pools. */
    public static ChainProperties only(Network network) {
        return new ChainProperties(
                List.of(network),
                new Tiers(
                        Currency.getInstance("EUR"),
                        new BigDecimal("100"),
                        new BigDecimal("10000")),
                new Pool(4, 16),
                8);
    }

    /** A deployment whose nodes nobody asks. */
    public static ChainProperties unasked() {
        return only(
                sandbox(
                        TOKEN,
                        URI.create("http://127.0.0.1:1"),
                        URI.create("http://127.0.0.1:2"),
                        URI.create("http://127.0.0.1:3")));
    }

    private static Node node(URI url) {
        return new Node(
                "node at " + url.getPort(), "operator of " + url.getPort(), url, Map.of(), null);
    }
}
