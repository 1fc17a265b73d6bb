package io.sluice.bench;

import io.sluice.payment.journal.EventLog;
import io.sluice.payment.journal.JournalForTests;
import io.sluice.platform.cluster.RedisBusForTests;
import io.sluice.platform.database.Databases;
import io.sluice.sandbox.PublicApi;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxMerchant;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A deployment: PostgreSQL, Redis and a replica, each a process, with payments to listen to. */
final class StormWorld implements AutoCloseable {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final Map<String, String> properties;
    private final StormTokens tokens;
    private final StormReplica replica;
    private final Connection database;
    private final StormPayments payments;
    private final StormStamps stamps;
    private final StormWriter writer;
    private final StormTally tally = new StormTally();
    private final StormClients clients;

    private StormWorld(Sandbox sandbox, StormCrowd crowd) throws SQLException {
        this.sandbox = sandbox;
        this.properties = sandbox.properties();
        tokens = new StormTokens(sandbox, properties);
        replica = StormReplica.start(properties);
        var at = sandbox.database();
        database = DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
        payments = StormPayments.copy(database, openOne(replica.url()), crowd.payments());
        stamps = new StormStamps(crowd.payments());
        writer =
                new StormWriter(
                        Databases.open(at.r2dbcUrl(), at.user(), at.password()),
                        log(),
                        payments,
                        stamps);
        clients = new StormClients(tally, replica.port());
        crowd.listeners().forEach(this::add);
    }

    static StormWorld start(StormCrowd crowd) {
        var sandbox = Sandbox.start(Sandbox.Options.manual());
        try {
            return new StormWorld(sandbox, crowd);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    StormReplica replica() {
        return replica;
    }

    /** One more replica, equal to the first. */
    StormReplica another() {
        return StormReplica.start(properties);
    }

    Connection database() {
        return database;
    }

    StormPayments payments() {
        return payments;
    }

    StormWriter writer() {
        return writer;
    }

    StormTally tally() {
        return tally;
    }

    StormClients clients() {
        return clients;
    }

    StormTokens tokens() {
        return tokens;
    }

    static String path(int payment) {
        return "/v1/payments/%s/stream?mode=log".formatted(StormPayments.id(payment));
    }

    @Override
    public void close() {
        clients.close();
        replica.close();
        sandbox.close();
    }

    private void add(int payment) {
        var stream = new StormStream(payment, stamps, tally);
        var _ = clients.add(stream, path(payment), tokens.payer(StormPayments.id(payment)));
    }

    private EventLog log() {
        var at = sandbox.database();
        return JournalForTests.log(
                Databases.open(at.r2dbcUrl(), at.user(), at.password()),
                RedisBusForTests.open(sandbox.redis().url()));
    }

    /** As a merchant does it, so that all that belongs to it is there. */
    private String openOne(URI gateway) {
        var api = new PublicApi(gateway, tokens.partner(0));
        var _ = StormPause.until(() -> answers(api), FIRST_ANSWER);
        var _ =
                api.post(
                        "/v1/merchant/wallets",
                        Map.of("family", "eip155", "xpub", SandboxMerchant.xpub(1)));
        var asset = sandbox.token().assetId();
        var order =
                Map.of(
                        "price",
                        Map.of("amount", "25.00", "currency", "EUR"),
                        "reference",
                        "order-4711",
                        "description",
                        "Two tickets",
                        "assets",
                        List.of(asset),
                        "asset",
                        asset,
                        "pay_within",
                        "PT30M");
        return api.post("/v1/payments", order).path("id").asString();
    }

    /** The first answer takes a busy machine long. */
    private static boolean answers(PublicApi api) {
        try {
            return !api.get("/v1/merchant").isMissingNode();
        } catch (UncheckedIOException late) {
            return false;
        }
    }
}
