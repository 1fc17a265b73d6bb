package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.GatewayApplication;
import io.sluice.platform.keys.TestKeys;
import io.sluice.sandbox.FreePort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A gateway that does not start says what is wrong, and not what the secret was. */
@Tag("full")
@ExtendWith(OutputCaptureExtension.class)
class SecretsAtStartTests {

    private static final String SECRET = "hunter2-7f3c9a";

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    spring.r2dbc.url                        | r2dbc:postgresql://user:SECRET @127.0.0.1/db
                    spring.r2dbc.url                        | postgresql://user:SECRET@127.0.0.1/db
                    spring.r2dbc.url                        | r2dbc:oracle://user:SECRET@127.0.0.1/db
                    spring.r2dbc.url                        | r2dbc:postgresql:SECRET
                    spring.flyway.url                       | jdbc:postgresql://127.0.0.1:1/db?password=SECRET
                    spring.flyway.url                       | jdbc:postgresql://user:SECRET@127.0.0.1:1/db
                    spring.flyway.url                       | jdbc:postgresql://user:SECRET@127.0.0.1/db
                    spring.flyway.url                       | jdbc:postgresql://127.0.0.1:port/db?password=SECRET
                    spring.flyway.url                       | postgresql://user:SECRET@127.0.0.1/db
                    spring.flyway.url                       | jdbc:oracle://user:SECRET@127.0.0.1/db
                    spring.data.redis.url                   | redis://:SECRET @127.0.0.1
                    spring.data.redis.url                   | redis://:SECRET @127.0.0.1,127.0.0.2
                    sluice.keys.signing[0]                  | {"kty":"EC","d":"SECRET"}
                    sluice.keys.payer[0]                    | SECRET
                    sluice.keys.payer[0].value.x            | SECRET
                    sluice.chain.chains[0].nodes[0].ws      | https://node.example/v2/SECRET
                    sluice.chain.chains[0].nodes[0].headers | Bearer SECRET
                    """)
    void isNotSaid(String property, String value, CapturedOutput output) {
        var failure = catchThrowable(() -> start(property, value.replace("SECRET", SECRET)));

        assertThat(failure).isNotNull();
        assertThat(output.getAll())
                .containsPattern("The gateway does not start\\. (The configuration|The database)")
                .doesNotContain(SECRET);
    }

    private static void start(String property, String value) {
        var gateway = new SpringApplication(GatewayApplication.class);
        gateway.setRegisterShutdownHook(false);
        gateway.addInitializers(context ->
                context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests()));
        var all = new LinkedHashMap<>(deployment());
        all.put("spring.flyway.enabled", Boolean.toString(property.contains("flyway")));
        all.put(property, value);
        gateway.run(
                        all.entrySet().stream()
                                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                                .toArray(String[]::new))
                .close();
    }

    /** What a deployment has, with nobody at the places it names. */
    private static Map<String, String> deployment() {
        var all = new LinkedHashMap<String, String>();
        all.put("spring.config.location", "file:config/");
        all.put("SLUICE_DATABASE", "127.0.0.1:1/db");
        all.put("SLUICE_DATABASE_USER", "sluice");
        all.put("SLUICE_DATABASE_PASSWORD", SECRET);
        all.put("SLUICE_REDIS_URL", "redis://:" + SECRET + "@127.0.0.1:1");
        all.put("SLUICE_PORT", Integer.toString(FreePort.find()));
        all.put("SLUICE_MANAGEMENT_PORT", Integer.toString(FreePort.find()));
        all.put("SLUICE_PUBLIC_URL", "http://127.0.0.1:1");
        all.put("SLUICE_ISSUER", "http://127.0.0.1:1");
        all.put("SLUICE_ISSUER_KEYS", "http://127.0.0.1:1/keys");
        TestKeys.properties()
                .forEach((name, key) ->
                        all.put(
                                name.contains("payer") ? "SLUICE_PAYER_KEY" : "SLUICE_SIGNING_KEY",
                                key.toString()));
        for (var node : List.of("A", "B", "C")) {
            all.put("SLUICE_BASE_NODE_" + node, "http://127.0.0.1:1/" + SECRET);
        }
        return all;
    }
}
