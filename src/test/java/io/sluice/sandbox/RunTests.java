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

    @Test
    void namesEveryVariableThatTheConfigurationNeedsAndEndsAtOnce() throws Exception {
        var process = start(List.of("SLUICE_REDIS_URL=redis://127.0.0.1:1"));

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(said)
                .contains("variables that are not set: SLUICE_BASE_NODE_A, SLUICE_BASE_NODE_B")
                .contains("SLUICE_DATABASE_PASSWORD", "SLUICE_ISSUER", "SLUICE_SIGNING_KEY")
                .doesNotContain("SLUICE_REDIS_URL", "SLUICE_PORT", "Exception", "\tat ");
    }

    private static Process start(List<String> environment) throws Exception {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        GatewayProcess.classPath(),
                        GatewayApplication.class.getName());
        builder.environment().clear();
        for (var variable : environment) {
            var name = variable.replaceFirst("=.*", "");
            builder.environment().put(name, variable.substring(name.length() + 1));
        }
        return builder.redirectErrorStream(true).start();
    }
}
