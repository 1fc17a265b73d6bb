package io.sluice.platform.database;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.keys.Misconfigured;
import io.sluice.platform.tls.Authorities;
import io.sluice.platform.tls.TlsFlaw;
import io.sluice.sandbox.EncryptedPostgres;
import io.sluice.sandbox.TestAuthority;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Mono;

/** Over a PostgreSQL that lets nobody in without TLS, by both drivers that the gateway uses. */
class EncryptedPostgresTests {

    private static final String UNKNOWN =
            "shows a certificate of an authority that is not believed here";

    @TempDir static Path directory;

    private static TestAuthority authority;
    private static EncryptedPostgres server;

    @BeforeAll
    static void start() {
        authority = TestAuthority.in(directory);
        server = EncryptedPostgres.start(authority.named("localhost"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void speaksToOneThatIsWhoItSays() {
        var tls = new PostgresTls(true, Authorities.of(authority.file()));

        assertThat(asked(tls)).isEqualTo("encrypted");
        assertThat(migrated(tls)).isEqualTo("migrated");
    }

    @Test
    void speaksToNoneThatAnUnknownAuthorityVouchesFor() {
        var stranger = Authorities.of(TestAuthority.in(directory).file());

        assertThat(asked(new PostgresTls(true, stranger))).contains(UNKNOWN);
        assertThat(asked(new PostgresTls(true, Authorities.system()))).contains(UNKNOWN);
        assertThat(migrated(new PostgresTls(true, stranger)))
                .contains("The database " + UNKNOWN + ".");
        assertThat(migrated(new PostgresTls(true, Authorities.system())))
                .contains("The database " + UNKNOWN + ".");
    }

    @Test
    void speaksToNoneOfAnotherName() {
        var tls = new PostgresTls(true, Authorities.of(authority.file()));
        var at = server.database();

        assertThat(asked(tls, at.r2dbcUrl())).isEqualTo("shows a certificate for another name");
        assertThat(migrated(tls, at.jdbcUrl())).contains("127.0.0.1");
    }

    @Test
    void doesNotGoOnInPlainText() {
        var plain = new PostgresTls(false, Authorities.system());

        assertThat(asked(plain)).contains("no encryption");
        assertThat(migrated(plain)).contains("no encryption");
    }

    @Test
    void refusesSettingsThatWouldFallBackToPlainText() {
        var plain = new PostgresTls(false, Authorities.system());
        var r2dbc = Databases.options("r2dbc:postgresql://db.test/pay?sslMode=prefer", "u", "p");

        assertThatThrownBy(() -> plain.of(r2dbc))
                .isInstanceOf(Misconfigured.class)
                .hasMessage(
                        "spring.r2dbc.url would go on in plain text where TLS fails"
                                + " (sslmode prefer).");
        assertThatThrownBy(() -> plain.of("jdbc:postgresql://db.test/pay?a=b&sslmode=allow"))
                .isInstanceOf(Misconfigured.class)
                .hasMessageStartingWith("spring.flyway.url would go on in plain text");
        assertThatThrownBy(() ->
                        plain.of("jdbc:postgresql://db.test/pay?sslmode=require&sslmode=prefe%72"))
                .hasMessageContaining("(sslmode prefer)");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl=true, true",
        "ssl, true",
        "ssl=false, false",
        "ssl=true&ssl=false, false",
        "sslfactory=org.example.Mine, false"
    })
    void encryptsMigrationsWhereTheirUrlSaysSo(String chosen, boolean encrypted) {
        var url = "jdbc:postgresql://db.test/pay?" + chosen;

        assertThat(new PostgresTls(false, Authorities.system()).of(url))
                .isEqualTo(encrypted ? url : url + "&sslmode=disable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslfactory=org.postgresql.ssl.NonValidatingFactory",
                "sslhostnameverifier=org.example.AnyName",
                "sslpasswordcallback=org.example.Asks"
            })
    void refusesAUrlThatSaysItselfWhomToBelieve(String parameter) {
        var required = new PostgresTls(true, Authorities.of(authority.file()));

        assertThatThrownBy(() -> required.of("jdbc:postgresql://db.test/pay?a=b&" + parameter))
                .isInstanceOf(Misconfigured.class)
                .hasMessageStartingWith("spring.flyway.url says itself whom to believe (ssl");
    }

    @Test
    void refusesToLookAtNamesInAnotherWay() {
        var url = "r2dbc:postgresql://db.test/pay?sslHostnameVerifier=org.example.AnyName";
        var required = new PostgresTls(true, Authorities.of(authority.file()));

        assertThatThrownBy(() -> required.of(Databases.options(url, "u", "p")))
                .isInstanceOf(Misconfigured.class)
                .hasMessage("spring.r2dbc.url says itself whom to believe (sslHostnameVerifier).");
    }

    @Test
    void keepsOtherSettingsOfUrls() {
        var required = new PostgresTls(true, Authorities.system());
        var plain = new PostgresTls(false, Authorities.system());

        assertThat(required.of("jdbc:postgresql://db.test/pay?sslmode=prefer&a=b"))
                .startsWith(
                        "jdbc:postgresql://db.test/pay?sslmode=prefer&a=b&sslmode=verify-full&");
        assertThat(plain.of("jdbc:postgresql://db.test/pay?sslmode=verify-ca"))
                .isEqualTo("jdbc:postgresql://db.test/pay?sslmode=verify-ca");
    }

    /** What it answers to a query, or why it does not. */
    private static String asked(PostgresTls tls) {
        return asked(tls, named(server.database().r2dbcUrl()));
    }

    private static String asked(PostgresTls tls, String url) {
        var at = server.database();
        var options = tls.of(Databases.options(url, at.user(), at.password()));
        var limits = Databases.limits(Databases.PATIENT);
        return Databases.open(options, limits, new SimpleMeterRegistry())
                .sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                .one(row -> row.get("ssl", Boolean.class) ? "encrypted" : "plain")
                .onErrorResume(failure -> Mono.just(why(failure)))
                .blockOptional(ofSeconds(20))
                .orElseThrow();
    }

    private static String why(Throwable failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return TlsFlaw.in(failure).orElse(String.valueOf(cause.getMessage()));
    }

    /** What whoever started a gateway is told; nothing, if it starts. */
    private static String migrated(PostgresTls tls, String url) {
        var at = server.database();
        try {
            return Flyway.configure()
                            .dataSource(tls.of(url), at.user(), at.password())
                            .locations(new Location[0])
                            .load()
                            .migrate()
                            .success
                    ? "migrated"
                    : "not migrated";
        } catch (FlywayException failure) {
            var report = new UnreachableAnalyzer().analyze(failure);
            return report == null ? "a stack trace" : report.getDescription();
        }
    }

    private static String migrated(PostgresTls tls) {
        return migrated(tls, named(server.database().jdbcUrl()));
    }

    /** As it is called in its certificate. */
    private static String named(String url) {
        return url.replace("127.0.0.1", "localhost");
    }
}
