package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.GatewayApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code gateway/run} does with the configuration files as they are delivered. */
class RunTests {

    private static final List<String> COMPLETE =
            List.of(
                    "SLUICE_DATABASE=127.0.0.1:1/sluice",
                    "SLUICE_DATABASE_USER=sluice",
                    "SLUICE_DATABASE_PASSWORD=secret",
                    "SLUICE_REDIS_URL=redis://127.0.0.1:1",
                    "SLUICE_PUBLIC_URL=https://pay.example",
                    "SLUICE_ISSUER=https://id.example",
                    "SLUICE_ISSUER_KEYS=http://127.0.0.1:1/jwks",
                    "SLUICE_BASE_NODE_A=http://127.0.0.1:1",
                    "SLUICE_BASE_NODE_B=http://127.0.0.1:1",
                    "SLUICE_BASE_NODE_C=http://127.0.0.1:1",
                    "SLUICE_SIGNING_KEY=" + SandboxProperties.signingKey(),
                    "SLUICE_PAYER_KEY=" + SandboxProperties.payerKey(),
                    "SLUICE_PORT=0",
                    "SLUICE_MANAGEMENT_PORT=0");

    @Test
    void namesEveryVariableThatTheConfigurationNeedsAndEndsAtOnce() throws Exception {
        var said = endOf(List.of("SLUICE_REDIS_URL=redis://127.0.0.1:1"));

        assertThat(said)
                .contains("variables that are not set: SLUICE_BASE_NODE_A, SLUICE_BASE_NODE_B")
                .contains("SLUICE_DATABASE_PASSWORD", "SLUICE_ISSUER", "SLUICE_SIGNING_KEY")
                .doesNotContain("SLUICE_REDIS_URL", "SLUICE_PORT", "Exception", "\tat ", "{");
        assertThat(said.lines()).hasSize(2);
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() throws Exception {
        var said = endOf(COMPLETE);

        assertThat(said.lines())
                .filteredOn(line -> !line.startsWith("{"))
                .anySatisfy(line -> assertThat(line).contains("Connection to 127.0.0.1:1 refused"))
                .noneSatisfy(line -> assertThat(line).contains("\tat "));
    }

    private static String endOf(List<String> environment) throws Exception {
        var process = start(environment);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return said;
    }

    private static Process start(List<String> environment) throws Exception {
        var builder = new ProcessBuilder(command());
        builder.environment().clear();
        for (var variable : environment) {
            var name = variable.replaceFirst("=.*", "");
            builder.environment().put(name, variable.substring(name.length() + 1));
        }
        return builder.redirectErrorStream(true).start();
    }

    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                GatewayProcess.classPath(),
                GatewayApplication.class.getName());
    }
}
