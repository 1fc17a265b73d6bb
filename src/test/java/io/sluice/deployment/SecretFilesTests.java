package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Secrets may come from files, as orchestrators mount them: each is named like its variable. */
class SecretFilesTests {

    @TempDir Path secrets;

    @Test
    void areTakenForTheVariablesOfTheirNames() throws IOException {
        for (var name :
                List.of(
                        "SLUICE_DATABASE_PASSWORD",
                        "SLUICE_REDIS_URL",
                        "SLUICE_SIGNING_KEY",
                        "SLUICE_PAYER_KEY",
                        "SLUICE_BASE_NODE_A")) {
            var _ = Files.writeString(secrets.resolve(name), "file:" + name + "\n");
        }

        var environment = environment(Map.of());

        assertThat(environment.getProperty("spring.r2dbc.password"))
                .isEqualTo(environment.getProperty("spring.flyway.password"))
                .isEqualTo("file:SLUICE_DATABASE_PASSWORD");
        assertThat(environment.getProperty("spring.data.redis.url"))
                .isEqualTo("file:SLUICE_REDIS_URL");
        assertThat(environment.getProperty("sluice.keys.signing[0]"))
                .isEqualTo("file:SLUICE_SIGNING_KEY");
        assertThat(environment.getProperty("sluice.keys.payer[0]"))
                .isEqualTo("file:SLUICE_PAYER_KEY");
        assertThat(environment.getProperty("sluice.chain.chains[0].nodes[0].url"))
                .isEqualTo("file:SLUICE_BASE_NODE_A");
    }

    @Test
    void giveWayToTheEnvironment() throws IOException {
        var _ = Files.writeString(secrets.resolve("SLUICE_REDIS_URL"), "file");

        var environment = environment(Map.of("SLUICE_REDIS_URL", "variable"));

        assertThat(environment.getProperty("spring.data.redis.url")).isEqualTo("variable");
    }

    private StandardEnvironment environment(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("variables", variables));
        sources.addFirst(
                new MapPropertySource(
                        "test",
                        Map.of(
                                "spring.config.location",
                                "file:config/",
                                "SLUICE_SECRETS",
                                secrets.toString())));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }
}
