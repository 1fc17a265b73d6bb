package io.sluice.e2e;

import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxPostgres;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;

/** A gateway in a process of its own, as it is deployed, with a merchant who has a payment. */
public final class EdgeForBench implements AutoCloseable {

    private static final List<String> FAST_JVM =
            List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private final Sandbox sandbox;
    private final GatewayProcess gateway;
    private final Partner partner;
    private final String merchant;
    private final Payment payment;

    private EdgeForBench(Sandbox sandbox, GatewayProcess gateway) {
        this.sandbox = sandbox;
        this.gateway = gateway;
        this.partner = World.with(sandbox, gateway.url()).newPartner();
        this.merchant = partner.read("/v1/merchant").get("id").asString();
        this.payment = partner.open("25.00");
    }

    public static EdgeForBench start() {
        var sandbox = Sandbox.start(Sandbox.Options.manual());
        var properties = new LinkedHashMap<>(sandbox.properties());
        // Counted as always, and never too many.
        properties.put("sluice.http.rate.client", "1000000/1s");
        return new EdgeForBench(sandbox, GatewayProcess.start(properties, FAST_JVM));
    }

    public URI url() {
        return gateway.url();
    }

    public long pid() {
        return gateway.pid();
    }

    public String merchant() {
        return merchant;
    }

    public String paymentId() {
        return payment.id();
    }

    /** A body of POST /v1/payments. */
    public String order() {
        return partner.order("25.00");
    }

    /** A token that nobody has seen yet. */
    public String newToken() {
        return sandbox.issuer().token(merchant).serialized();
    }

    public SandboxPostgres.Coordinates database() {
        return sandbox.database();
    }

    /** What a payment looks like. */
    public String answer() {
        return partner.get(payment.path()).expect(200).body();
    }

    /** Opens one more payment under this key. */
    public void openOne(String idempotencyKey) {
        var _ = partner.post("/v1/payments", order(), idempotencyKey).expect(201);
    }

    /** Derived addresses are had in advance here: this is about requests. */
    public void fillAddresses(int count) {
        execute(
                """
                INSERT INTO deposit_address (family, address, wallet, index)
                SELECT 'eip155', '0xf' || lpad(to_hex(n), 39, '0'), w.id, 1000000 + n
                  FROM wallet AS w, generate_series(1, %d) AS n
                 WHERE w.merchant = '%s'
                """
                        .formatted(count, merchant),
                "ANALYZE deposit_address");
    }

    public void execute(String... statements) {
        var at = sandbox.database();
        try (var connection = DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                var _ = statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    public String ask(String sql) {
        var at = sandbox.database();
        try (var connection = DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            var _ = rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        sandbox.close();
    }
}
