package io.sluice.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server on a free loopback port; its data lives until {@link #close}. */
public final class SandboxPostgres implements AutoCloseable {

    private static final String USER = "postgres";
    private static final Map<String, String> AS_USER = Map.of("user", USER);

    private final EmbeddedPostgres server;
    private final AutoCloseable end;
    private final AtomicInteger created = new AtomicInteger();

    private SandboxPostgres(EmbeddedPostgres server, AutoCloseable end) {
        this.server = server;
        this.end = end;
    }

    /**
     * Where one database is.
     *
     * @param password never checked, but the drivers want one
     */
    public record Coordinates(int port, String name, String user, String password) {

        public String jdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
        }

        public String r2dbcUrl() {
            return "r2dbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
        }
    }

    /** Starts a server of its own; copies in other processes are not disturbed. */
    public static SandboxPostgres start() {
        try {
            var home = Files.createTempDirectory("sluice-postgres-");
            AutoCloseable end = () -> end(home);
            AtExit.closeLast(end);
            return new SandboxPostgres(server(home), end);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's PostgreSQL does not start", e);
        }
    }

    /** An empty database that nobody else uses. */
    public Coordinates createDatabase() {
        return createDatabase("template1");
    }

    /** A database that begins as a copy of {@code template}, to which nobody may be connected. */
    public Coordinates createDatabase(String template) {
        var name = "db_" + created.incrementAndGet();
        execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
        return new Coordinates(server.getPort(), name, USER, USER);
    }

    @Override
    public void close() {
        try {
            end.close();
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox's PostgreSQL does not end", e);
        }
        AtExit.forget(end);
    }

    private static EmbeddedPostgres server(Path home) throws IOException {
        var log = Redirect.appendTo(home.resolve("log").toFile());
        return EmbeddedPostgres.builder()
                .setPort(FreePort.find())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOverrideWorkingDirectory(programs().toFile())
                .setDataDirectory(home.resolve("data"))
                .setLocaleConfig("locale", "C")
                // Each test has a database of its own, and keeps a few connections to it.
                .setServerConfig("max_connections", "1500")
                // Whoever measures can have statements counted.
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setErrorRedirector(log)
                .setOutputRedirector(log)
                .setRegisterShutdownHook(false)
                .start();
    }

    /**
     * Ends the server, started or still starting. Nobody waits until its files are gone: after many
     * tests they are a hundred thousand.
     */
    private static void end(Path home) throws IOException, InterruptedException {
        var server = home.resolve("data/postmaster.pid");
        if (Files.exists(server)) {
            var pid = Files.readAllLines(server).getFirst();
            var process = ProcessHandle.of(Long.parseLong(pid));
            run("kill", "-QUIT", pid).waitFor();
            process.ifPresent(it -> it.onExit().completeOnTimeout(it, 5, TimeUnit.SECONDS).join());
        }
        var _ = run("rm", "-rf", home.toString());
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private void execute(String sql) {
        try (var connection = server.getPostgresDatabase(AS_USER).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * The unpacked programs are kept between runs, apart from those of other projects and users.
     */
    private static Path programs() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "sluice-sandbox-" + System.getProperty("user.name"));
    }
}
