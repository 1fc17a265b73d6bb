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
import java.util.TreeMap;

/** A deployment: PostgreSQL, Redis and a replica, each a process, with payments to listen to. */
final class StormSite implements AutoCloseable {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final Map<String, String> properties;
    private final StormTokens tokens;
    private final StormReplica replica;
    private final Connection database;
    private final StormPayments payments;
    private final StormStamps stamps;
    private final StormWriter writer;

    private StormSite(Sandbox sandbox, Plan plan) throws SQLException {
        this.sandbox = sandbox;
        this.properties = new TreeMap<>(sandbox.properties());
        properties.putAll(plan.settings());
        tokens = new StormTokens(sandbox, properties);
        replica = StormReplica.start(properties);
        var at = sandbox.database();
        database = DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
        var opened = openOne(replica.url(), plan.description());
        payments = StormPayments.copy(database, opened, plan.payments());
        stamps = new StormStamps(plan.payments());
        writer =
                new StormWriter(
                        Databases.open(at.r2dbcUrl(), at.user(), at.password()),
                        log(),
                        payments,
                        stamps);
    }

    /**
     * What it begins with.
     *
     * @param description what each payment says it is for
     * @param settings of the replica, besides those of every deployment
     */
    record Plan(int payments, String description, Map<String, String> settings) {}

    static StormSite start(Plan plan) {
        var sandbox = Sandbox.start(Sandbox.Options.manual());
        try {
            return new StormSite(sandbox, plan);
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

    StormStamps stamps() {
        return stamps;
    }

    StormWriter writer() {
        return writer;
    }

    StormTokens tokens() {
        return tokens;
    }

    @Override
    public void close() {
        replica.close();
        sandbox.close();
    }

    private EventLog log() {
        var at = sandbox.database();
        return JournalForTests.log(
                Databases.open(at.r2dbcUrl(), at.user(), at.password()),
                RedisBusForTests.open(sandbox.redis().url()));
    }

    /** As a merchant does it, so that all that belongs to it is there. */
    private String openOne(URI gateway, String description) {
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
                        description,
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
