package io.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.platform.keys.Misconfigured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class PostgresUrlsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5432/sluice",
                "jdbc:postgresql://db.example/sluice",
                "jdbc:postgresql://a.example:5432,b.example:5433/sluice?targetServerType=primary",
                "jdbc:postgresql://[::1]:5432/sluice?sslmode=verify-full&sslrootcert=/etc/ca.pem",
                "jdbc:postgresql:///sluice",
                "jdbc:postgresql:sluice",
            })
    void takesAddressesOfDatabases(String url) {
        assertThatCode(() -> start("spring.flyway.url", url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://user:hunter2@127.0.0.1:5432/sluice",
                "jdbc:postgresql://user:hunter2@db.example/sluice",
                "jdbc:postgresql://127.0.0.1:port/sluice?password=hunter2",
                "jdbc:postgresql://127.0.0.1/sluice?password=hunter2 4",
                "jdbc:oracle://127.0.0.1/hunter2",
                "postgresql://user:hunter2@127.0.0.1/sluice",
            })
    void quotesNoneThatItRefuses(String url) {
        assertThatThrownBy(() -> start("spring.flyway.url", url))
                .isInstanceOf(Misconfigured.class)
                .hasMessage(
                        "The configuration property spring.flyway.url is no address of a database.")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:postgresql://user:hunter2 @127.0.0.1/sluice",
                "postgresql://user:hunter2@127.0.0.1/sluice",
                "r2dbc:postgresql:hunter2",
                "r2dbc:oracle://user:hunter2@127.0.0.1/sluice",
            })
    void quotesNoneThatNoDriverCanRead(String url) {
        assertThatThrownBy(() -> start("spring.r2dbc.url", url))
                .isInstanceOf(Misconfigured.class)
                .hasMessage(
                        "The configuration property spring.r2dbc.url is no address of a database.")
                .hasNoCause();
    }

    private static void start(String property, String url) {
        var context = new GenericApplicationContext();
        context.setEnvironment(new MockEnvironment().withProperty(property, url));
        new PostgresUrls().initialize(context);
    }
}
