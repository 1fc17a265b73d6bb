package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Lie;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What anybody can see of the chains and their nodes. */
@ExtendWith(SharedWorld.class)
class ChainTests {

    final World world;
    final Partner partner;

    ChainTests(World world) {
        this.world = world;
        this.partner = world.partner("onlooker");
    }

    /** Others use these nodes as well: none is left without its say. */
    @AfterEach
    void healAll() {
        world.sandbox().nodes().forEach(NodeProxy::heal);
        world.eventually(() -> states().stream().allMatch(ChainTests::hasItsSay));
    }

    @Test
    void showsAChainWhoseNodesAreAllHonest() {
        world.sandbox().chain().mine(6);
        var height = world.sandbox().chain().height();

        world.eventually(() -> chain().at("/verified/height").asLong() == height);
        world.eventually(() -> chain().path("head").asLong() == height);

        var chain = chain();
        assertThat(chain.path("name").asString()).isEqualTo("Sandbox");
        assertThat(chain.path("watched").asBoolean()).isTrue();
        assertThat(chain.at("/verified/hash").asString())
                .isEqualTo(world.sandbox().chain().hash(height));
        assertThat(chain.path("finalized").asLong()).isLessThan(height);
        assertThat(chain.path("lag_seconds").asLong()).isZero();
        assertThat(chain.path("disagreeing")).isEmpty();
        assertThat(chain.at("/nodes/0/operator").asString()).isEqualTo("alpha");
        assertThat(chain.at("/nodes/0/client").asString()).startsWith("anvil");
        world.eventually(() -> chain().at("/nodes/0/oldest").isIntegralNumber());
        assertThat(chain().at("/nodes/0/oldest").asLong()).isZero();
        assertThat(chain.toString()).doesNotContain("127.0.0.1");
    }

    @Test
    void showsANodeThatLagsOneThatIsDeadAndOneOfAnotherChain() {
        world.sandbox().chain().mine(20);
        world.sandbox().nodes().getFirst().behave(new NodeFault.Lagging(12));
        world.eventually(() -> states().getFirst().equals("lagging"));
        assertThat(chain().at("/nodes/0/lag_blocks").asLong()).isEqualTo(12);
        world.sandbox().nodes().getFirst().heal();

        world.sandbox().nodes().get(1).behave(new NodeFault.Dead());
        world.eventually(() -> states().get(1).equals("connecting"));
        world.sandbox().nodes().get(1).heal();

        world.sandbox().nodes().get(2).behave(new NodeFault.Dead());
        world.eventually(() -> states().get(2).equals("connecting"));
        world.sandbox().nodes().get(2).behave(new NodeFault.Lying(new OtherChain()));
        world.eventually(() -> states().get(2).equals("misconfigured"));
        assertThat(chain().at("/nodes/2/reason").asString()).isEqualTo("it is of chain 1");
    }

    @Test
    void isForThoseWhoMaySeeAssets() {
        var url = world.gateway().resolve("/v1/chains");

        assertThat(Http.get(url, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void keepsANodeInQuarantineThatIsOnRecordUntilAPersonLiftsIt() throws SQLException {
        catchLying("c");

        world.eventually(() -> states().get(2).equals("quarantined"));
        assertThat(chain().at("/nodes/2/reason").asString()).isEqualTo("another root");
        var shown = world.managed("GET", "nodes", "").expect(200).json();
        assertThat(shown.at("/quarantines/0/request").asString()).isEqualTo("block 7");

        var lifted = world.managed("POST", "nodes/eip155:31337/c", "{\"because\":\"restored\"}");
        assertThat(lifted.status()).isEqualTo(200);
        world.eventually(() -> hasItsSay(states().get(2)));
    }

    @Test
    void liftsNothingThatIsNotThereAndNothingWithoutAReason() {
        var unknown = world.managed("POST", "nodes/eip155:31337/a", "{\"because\":\"none\"}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(world.managed("POST", "nodes/eip155:31337/a", "{}").status()).isEqualTo(400);
    }

    /** As another replica would have found, or this one before it was started again. */
    private void catchLying(String node) throws SQLException {
        var database = world.sandbox().database();
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO node_quarantine (chain, node, operator, request, reason)
                                VALUES ('eip155:31337', ?, 'gamma', 'block 7', 'another root')
                                """)) {
            insert.setString(1, node);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    /** What failed while it was away counts until it is asked again: here nothing may ask it. */
    private static boolean hasItsSay(String state) {
        return state.equals("alive") || state.equals("degraded");
    }

    private List<String> states() {
        return chain().path("nodes").valueStream().map(it -> it.path("state").asString()).toList();
    }

    private JsonNode chain() {
        return partner.get("/v1/chains").expect(200).json().path("chains").path(0);
    }

    /** Says it is of the main network. */
    private record OtherChain() implements Lie {

        @Override
        public JsonNode answer(ObjectNode question, JsonNode result) {
            return question.path("method").asString().equals("eth_chainId")
                    ? StringNode.valueOf("0x1")
                    : result;
        }
    }
}
