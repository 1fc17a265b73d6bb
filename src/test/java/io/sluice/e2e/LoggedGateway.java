package io.sluice.e2e;

import static java.time.Duration.ofSeconds;

import com.nimbusds.jose.jwk.JWK;
import io.lettuce.core.RedisClient;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.Map;
import java.util.UUID;

/** A gateway that is full of secrets and logs more than usual. */
final class LoggedGateway implements AutoCloseable {

    private final Leaks leaks = new Leaks();
    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    private final Path log;
    private final GatewayProcess process;

    LoggedGateway() {
        try {
            log = Files.createTempFile("sluice-secrets-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var password = secret("the password of Redis");
        requirePassword(sandbox.redis().url(), password);
        process = GatewayProcess.start(settings(password));
    }

    Leaks leaks() {
        return leaks;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    URI url() {
        return process.url();
    }

    /** Has Redis come back without a password: the gateway's is refused from then on. */
    void forgetRedisPassword() {
        sandbox.redis().stop();
        sandbox.redis().startAgain();
    }

    /** Lets nobody into the database, or lets them in again. */
    void database(boolean open) {
        var database = sandbox.database();
        var elsewhere = database.jdbcUrl().replace("/" + database.name(), "/postgres");
        try (var connection =
                        DriverManager.getConnection(
                                elsewhere, database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(
                    "ALTER DATABASE %s ALLOW_CONNECTIONS %s".formatted(database.name(), open));
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                            .formatted(database.name()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything it said until it was asked to stop, and while it did. */
    String stop() {
        var _ = process.stop(ofSeconds(30));
        try {
            return Files.readString(log) + process.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        sandbox.close();
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(String redisPassword) {
        var all = sandbox.properties();
        var database = secret("the password of the database");
        all.put("spring.r2dbc.password", database);
        all.put("spring.flyway.password", database);
        var redis = sandbox.redis().url().replace("redis://", "redis://:" + redisPassword + "@");
        all.put("spring.data.redis.url", redis);
        var node = "sluice.chain.chains[0].nodes[0].headers.Authorization";
        all.put(node, "Bearer " + secret("the key of a node"));
        var _ = leaks.secret("the signing key", part(all, "sluice.keys.signing[0]", "d"));
        var _ = leaks.secret("the payer key", part(all, "sluice.keys.payer[0]", "k"));
        all.put("sluice.http.access-log", "true");
        all.put("logging.file.name", log.toString());
        all.put("logging.logback.rollingpolicy.max-file-size", "1GB");
        all.put("logging.level.io.sluice", "trace");
        all.put("logging.level.org.springframework", "debug");
        all.put("logging.level.io.r2dbc.postgresql.QUERY", "debug");
        all.put("logging.level.io.lettuce.core", "debug");
        all.put("logging.level.reactor.netty", "debug");
        return all;
    }

    private static String part(Map<String, String> settings, String property, String member) {
        try {
            var key = JWK.parse(settings.getOrDefault(property, ""));
            return String.valueOf(key.toJSONObject().get(member));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String secret(String what) {
        return leaks.secret(what, UUID.randomUUID().toString());
    }

    private static void requirePassword(String url, String password) {
        try (var client = RedisClient.create(url);
                var connection = client.connect()) {
            connection.sync().configSet("requirepass", password);
        }
    }
}
