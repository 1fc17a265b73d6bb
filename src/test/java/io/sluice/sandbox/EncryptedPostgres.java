package io.sluice.sandbox;

import io.sluice.sandbox.SandboxPostgres.Coordinates;
import io.sluice.sandbox.TestAuthority.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A real PostgreSQL server that lets nobody in without TLS, nor without the password. */
public final class EncryptedPostgres implements AutoCloseable {

    private final SandboxPostgres server;
    private final Coordinates database;

    private EncryptedPostgres(SandboxPostgres server, Coordinates database) {
        this.server = server;
        this.database = database;
    }

    /** A running server that shows {@code identity}. */
    public static EncryptedPostgres start(Identity identity) {
        var server = SandboxPostgres.start();
        var encrypted = new EncryptedPostgres(server, server.createDatabase());
        encrypted.encrypt(identity);
        Eventually.holds(Duration.ofSeconds(10), encrypted::refusesPlainText);
        return encrypted;
    }

    public Coordinates database() {
        return database;
    }

    @Override
    public void close() {
        server.close();
    }

    /** It takes this up by itself, a little later. */
    private void encrypt(Identity identity) {
        try (var plain = connection("?sslmode=disable");
                var statement = plain.createStatement()) {
            for (var setting : settings(identity)) {
                statement.execute(setting);
            }
            try (var answer = statement.executeQuery("SHOW hba_file")) {
                answer.next();
                Files.writeString(
                        Path.of(answer.getString(1)), "hostssl all all samehost scram-sha-256\n");
            }
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL takes no certificate", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> settings(Identity identity) {
        return List.of(
                "ALTER USER %s PASSWORD '%s'".formatted(database.user(), database.password()),
                "ALTER SYSTEM SET ssl_cert_file = '%s'".formatted(identity.certificate()),
                "ALTER SYSTEM SET ssl_key_file = '%s'".formatted(identity.key()),
                "ALTER SYSTEM SET ssl = on");
    }

    private boolean refusesPlainText() {
        try (var _ = connection("?sslmode=disable")) {
            return false;
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage()).contains("no encryption");
        }
    }

    private Connection connection(String parameters) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl() + parameters, database.user(), database.password());
    }
}
