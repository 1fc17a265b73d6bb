package io.sluice;

import io.sluice.platform.database.Database;
import io.sluice.platform.database.Databases;
import io.sluice.sandbox.SandboxPostgres;
import io.sluice.sandbox.SandboxPostgres.Coordinates;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A migrated database of a test's own, on a server that all tests of this JVM share. It is a copy
 * of a template migrated once, so that a fresh one costs milliseconds.
 */
public final class TestDatabase {

    private final Coordinates coordinates;
    private @Nullable Database database;

    private TestDatabase(Coordinates coordinates) {
        this.coordinates = coordinates;
    }

    public static TestDatabase fresh() {
        return new TestDatabase(Server.POSTGRES.createDatabase(Server.TEMPLATE.name()));
    }

    /** The gateway's own access to it, always the same one. */
    public synchronized Database database() {
        if (database == null) {
            database = Databases.open(r2dbcUrl(), user(), password());
        }
        return database;
    }

    public String r2dbcUrl() {
        return coordinates.r2dbcUrl();
    }

    public String jdbcUrl() {
        return coordinates.jdbcUrl();
    }

    public String user() {
        return coordinates.user();
    }

    public String password() {
        return coordinates.password();
    }

    private static final class Server {

        static final SandboxPostgres POSTGRES = SandboxPostgres.start();
        static final Coordinates TEMPLATE = migrated(POSTGRES.createDatabase());

        private static Coordinates migrated(Coordinates empty) {
            var flyway =
                    Flyway.configure()
                            .dataSource(empty.jdbcUrl(), empty.user(), empty.password())
                            .load();
            if (!flyway.migrate().success) {
                throw new IllegalStateException("the template database was not migrated");
            }
            return empty;
        }
    }
}
