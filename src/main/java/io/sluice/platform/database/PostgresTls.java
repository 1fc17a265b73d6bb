package io.sluice.platform.database;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_CONTEXT_BUILDER_CUSTOMIZER;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_HOSTNAME_VERIFIER;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_MODE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.sluice.platform.keys.Misconfigured;
import io.sluice.platform.tls.Authorities;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Has both drivers treat TLS alike. By themselves one speaks plainly, and the other encrypts if it
 * can, to whoever answers.
 *
 * @param required whether there is no connection without TLS and a certificate for the right name
 * @param authorities who is believed about that certificate
 */
record PostgresTls(boolean required, Authorities authorities) {

    private static final Set<String> FALLS_BACK = Set.of("allow", "prefer");

    /** Values of {@code ssl} with which the driver checks certificate and name. */
    private static final Set<String> ENCRYPTS = Set.of("", "true");

    /** What of a JDBC URL cannot weaken what is appended: that wins, or says who we are. */
    private static final Set<String> HARMLESS =
            Set.of("ssl", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword");

    private static final Pattern PARAMETER = Pattern.compile("[?&](ssl[^=&]*)(?:=([^&]*))?");

    /**
     * What the gateway's own connections are opened with.
     *
     * @throws Misconfigured when a URL would have it go on in plain text where TLS fails, or check
     *     names in another way
     */
    ConnectionFactoryOptions of(ConnectionFactoryOptions where) {
        if (!required) {
            refuseFallBack(String.valueOf(where.getValue(SSL_MODE)), "spring.r2dbc.url");
            return where;
        }
        if (where.hasOption(SSL_HOSTNAME_VERIFIER)) {
            throw believing("spring.r2dbc.url", SSL_HOSTNAME_VERIFIER.name());
        }
        return where.mutate()
                .option(SSL_MODE, SSLMode.VERIFY_FULL)
                .option(SSL_CONTEXT_BUILDER_CUSTOMIZER, it -> it.trustManager(authorities.alone()))
                .build();
    }

    /** The same for migrations. */
    String of(String jdbcUrl) {
        var chosen = chosen(jdbcUrl);
        if (required) {
            chosen.keySet().forEach(PostgresTls::refuseUnlessHarmless);
            return with(jdbcUrl, "sslmode=verify-full&" + believed());
        }
        var mode = chosen.get("sslmode");
        if (mode != null) {
            refuseFallBack(mode, "spring.flyway.url");
            return jdbcUrl;
        }
        return ENCRYPTS.contains(chosen.getOrDefault("ssl", "false").toLowerCase(Locale.ROOT))
                ? jdbcUrl
                : with(jdbcUrl, "sslmode=disable");
    }

    /** What a URL says of TLS; of what it says twice the driver takes the last. */
    private static Map<String, String> chosen(String url) {
        return PARAMETER
                .matcher(url)
                .results()
                .collect(
                        Collectors.toMap(
                                it -> it.group(1),
                                it ->
                                        URLDecoder.decode(
                                                Objects.requireNonNullElse(it.group(2), ""), UTF_8),
                                (_, last) -> last));
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

    private static void refuseUnlessHarmless(String parameter) {
        if (!HARMLESS.contains(parameter)) {
            throw believing("spring.flyway.url", parameter);
        }
    }

    private static Misconfigured believing(String property, String parameter) {
        return new Misconfigured(
                "%s says itself whom to believe (%s).".formatted(property, parameter),
                "Take it out: sluice.tls.postgres and SLUICE_CA say it for all connections.");
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
