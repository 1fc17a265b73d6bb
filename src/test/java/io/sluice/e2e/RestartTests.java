package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.Sandbox;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gateway that is killed in the midst of two things, then started again, and in the end asked to
 * stop: it has derived nothing of a block that it recorded, and sent nothing of a transaction that
 * it took.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RestartTests {

    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    private final Map<String, String> properties = sandbox.properties();
    private final AtomicInteger held = new AtomicInteger();
    private GatewayProcess gateway = GatewayProcess.start(properties);
    private World world = World.with(sandbox, gateway.url());
    private Lot lot;
    private Payment signedFor;
    private String hash;

    @BeforeAll
    void dieAndStartAgain() throws SQLException {
        lot = Lot.openAndSend(world);
        signedFor = world.newPartner().open("25.00");
        hash = submitWhatNoNodeGets(signedFor);
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            assertThat(count(connection, "SELECT id FROM payment FOR NO KEY UPDATE"))
                    .isEqualTo(lot.payments().size() + 1);
            sandbox.chain().mine(1);
            Eventually.holds(ofSeconds(10), this::hasRecordedTheBlock);
            gateway.kill();
        }
        assertThat(derived()).isZero();
        assertThat(sandbox.chain().call("eth_getTransactionByHash", hash).isNull()).isTrue();
        sandbox.nodes().forEach(NodeProxy::heal);
        gateway.close();
        gateway = GatewayProcess.start(properties);
        world = World.with(sandbox, gateway.url());
    }

    /** The hash of a transaction that every node is being told of, and none has. */
    private String submitWhatNoNodeGets(Payment payment) {
        var never = Mono.<Void>never().doOnSubscribe(_ -> held.incrementAndGet());
        sandbox.nodes()
                .forEach(it -> it.behave(new NodeFault.Meanwhile(RestartTests::sends, never)));
        var due = BigInteger.valueOf(payment.due());
        var raw = sandbox.payer().signToken(sandbox.token(), payment.address(), due);
        var taken = PayerApp.of(payment).submit(raw).expect(202).json();
        Eventually.holds(ofSeconds(10), () -> held.get() >= sandbox.nodes().size());
        return taken.get("hash").asString();
    }

    @AfterAll
    void stop() {
        gateway.close();
        sandbox.close();
    }

    @Test
    @Order(1)
    void losesAndDoublesNothingThatItWasAboutToDerive() {
        lot.settles(world);
    }

    /** Another text of it would have another hash. */
    @Test
    @Order(2)
    void sendsWhatItTookAndDiedBeforeItWasSent() {
        var chain = sandbox.chain();
        Eventually.holds(
                ofSeconds(30), () -> !chain.call("eth_getTransactionByHash", hash).isNull());
        chain.mine(1);

        signedFor.becomesCovered();

        assertThat(signedFor.view().get("transfers")).hasSize(1);
        assertThat(signedFor.view().at("/amounts/counted/units").asLong())
                .isEqualTo(signedFor.due());
        world.eventually(() -> PayerApp.of(signedFor).state().equals("mined"));
        assertThat(PayerApp.of(signedFor).transactions()).hasSize(1);
    }

    @Test
    @Order(3)
    void endsItsStreamsAndThenItselfWhenItIsAskedTo() {
        var payment = world.newPartner().open("25.00");
        var headers = Map.copyOf(payment.partner().authorized());
        var streams =
                IntStream.range(0, 100)
                        .mapToObj(_ -> SseListener.open(payment.streamUrl(""), headers))
                        .toList();
        streams.forEach(it -> it.hears(ofSeconds(10), at -> at.event().equals("snapshot")));

        var code = gateway.stop(ofSeconds(20));

        assertThat(code).isEqualTo(143);
        Eventually.holds(ofSeconds(10), () -> streams.stream().allMatch(SseListener::ended));
        assertThat(streams)
                .allSatisfy(it -> assertThat(it.heard().getLast().event()).isEqualTo("retry"));
    }

    private static boolean sends(ObjectNode question) {
        return question.path("method").asString("").equals("eth_sendRawTransaction");
    }

    private boolean hasRecordedTheBlock() {
        try (var connection = connect()) {
            return count(
                            connection,
                            "SELECT chain FROM chain_cursor WHERE height >= "
                                    + sandbox.chain().height())
                    == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long derived() throws SQLException {
        try (var connection = connect()) {
            return count(connection, "SELECT id FROM payment WHERE version > 1");
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private Connection connect() throws SQLException {
        var database = sandbox.database();
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }
}
