package io.sluice.platform.database;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_CONTEXT_BUILDER_CUSTOMIZER;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_MODE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.sluice.platform.keys.Misconfigured;
import io.sluice.platform.tls.Authorities;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Has both drivers treat TLS alike. By themselves one speaks plainly, and the other encrypts if it
 * can, to whoever answers.
 *
 * @param required whether there is no connection without TLS and a certificate for the right name
 * @param authorities who is believed about that certificate
 */
record PostgresTls(boolean required, Authorities authorities) {

    private static final Set<String> FALLS_BACK = Set.of("allow", "prefer");
    private static final Pattern MODE = Pattern.compile("[?&]sslmode=([^&]*)");

    /**
     * What the gateway's own connections are opened with.
     *
     * @throws Misconfigured when a URL would have it go on in plain text where TLS fails
     */
    ConnectionFactoryOptions of(ConnectionFactoryOptions where) {
        if (!required) {
            refuseFallBack(String.valueOf(where.getValue(SSL_MODE)), "spring.r2dbc.url");
            return where;
        }
        return where.mutate()
                .option(SSL_MODE, SSLMode.VERIFY_FULL)
                .option(SSL_CONTEXT_BUILDER_CUSTOMIZER, it -> it.trustManager(authorities.alone()))
                .build();
    }

    /** The same for migrations. */
    String of(String jdbcUrl) {
        if (required) {
            return with(jdbcUrl, "sslmode=verify-full&" + believed());
        }
        var mode = MODE.matcher(jdbcUrl);
        if (!mode.find()) {
            return with(jdbcUrl, "sslmode=disable");
        }
        refuseFallBack(mode.group(1), "spring.flyway.url");
        return jdbcUrl;
    }

    private String believed() {
        return authorities
                .file()
                .map(it -> "sslrootcert=" + URLEncoder.encode(it.toString(), UTF_8))
                .orElse("sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    }

    private static String with(String url, String parameters) {
        return url + (url.contains("?") ? "&" : "?") + parameters;
    }

    private static void refuseFallBack(String mode, String property) {
        if (FALLS_BACK.contains(mode.toLowerCase(Locale.ROOT))) {
            throw new Misconfigured(
                    "%s would go on in plain text where TLS fails (sslmode %s)."
                            .formatted(property, mode),
                    "Set sluice.tls.postgres to true (SLUICE_DATABASE_TLS), or take it out.");
        }
    }
}
