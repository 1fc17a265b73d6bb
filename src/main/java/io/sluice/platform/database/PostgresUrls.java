package io.sluice.platform.database;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.sluice.platform.keys.Misconfigured;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Refuses to start with an address of the database that nobody can read. The drivers would quote
 * it, and it may hold a password.
 */
final class PostgresUrls implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String HOST = "(\\[[0-9A-Fa-f:.]+]|[^/@:,?\\s\\[\\]]+)(:\\d{1,5})?";
    private static final Pattern JDBC =
            Pattern.compile(
                    "jdbc:postgresql:(//(%s(,%s)*)?/)?[^/@:?\\s]*(\\?\\S*)?".formatted(HOST, HOST));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        Optional.ofNullable(environment.getProperty("spring.flyway.url"))
                .ifPresent(PostgresUrls::requireJdbc);
        Optional.ofNullable(environment.getProperty("spring.r2dbc.url"))
                .ifPresent(PostgresUrls::requireR2dbc);
    }

    private static void requireJdbc(String url) {
        if (!JDBC.matcher(url).matches()) {
            throw wrong("spring.flyway.url", "jdbc:postgresql://HOST:PORT/DATABASE");
        }
    }

    private static void requireR2dbc(String url) {
        if (!isReadable(url)) {
            throw wrong("spring.r2dbc.url", "r2dbc:postgresql://HOST:PORT/DATABASE");
        }
    }

    private static boolean isReadable(String url) {
        try {
            return ConnectionFactories.supports(ConnectionFactoryOptions.parse(url));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The cause is left out: it may quote a password. */
    private static Misconfigured wrong(String property, String wanted) {
        return new Misconfigured(
                "The configuration property %s is no address of a database.".formatted(property),
                "Write %s; user and password have properties of their own.".formatted(wanted));
    }
}
