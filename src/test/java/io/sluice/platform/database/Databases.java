package io.sluice.platform.database;

import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Opens the real database access over any PostgreSQL, for tests. */
public final class Databases {

    /** Eight connections, and patience with a machine that runs more than these tests. */
    static final Map<String, String> PATIENT =
            Map.of(
                    "connections", "8",
                    "connect", "20s",
                    "acquire", "20s",
                    "statement", "10s",
                    "deadline", "15s");

    private Databases() {}

    public static Database open(String r2dbcUrl, String user, String password) {
        var where = options(r2dbcUrl, user, password);
        return open(where, limits(PATIENT), new SimpleMeterRegistry());
    }

    static Database open(
            ConnectionFactoryOptions where, DatabaseProperties limits, MeterRegistry meters) {
        var connections = new PostgresConnections(where, limits);
        connections.register(meters);
        return open(connections, limits, meters);
    }

    static R2dbcDatabase open(
            PostgresConnections connections, DatabaseProperties limits, MeterRegistry meters) {
        return new R2dbcDatabase(
                connections,
                new Detached(meters),
                new Crush(limits.onDemand(), meters),
                limits.deadline(),
                meters);
    }

    static ConnectionFactoryOptions options(String r2dbcUrl, String user, String password) {
        return ConnectionFactoryOptions.parse(r2dbcUrl)
                .mutate()
                .option(USER, user)
                .option(PASSWORD, password)
                .build();
    }

    static DatabaseProperties limits(Map<String, String> properties) {
        var prefixed = new MapConfigurationPropertySource();
        properties.forEach((name, value) -> prefixed.put("sluice.database." + name, value));
        return new Binder(prefixed).bindOrCreate("sluice.database", DatabaseProperties.class);
    }
}
