package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delivered configuration serves, once its variables point at a real world. */
@Tag("full")
class ServingTests {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path home;

    @Test
    void servesWithTheConfigurationAsItIsDelivered() throws Exception {
        try (var sandbox = Sandbox.start(Sandbox.Options.manual())) {
            var port = FreePort.find();
            var process = start(sandbox, port);
            try {
                var url = URI.create("http://127.0.0.1:" + port + "/v1/assets");
                var assets =
                        HttpRequest.newBuilder(url)
                                .header("Authorization", "Bearer " + token(sandbox))
                                .build();

                Eventually.holds(Duration.ofSeconds(90), () -> answers(process, assets, 200));

                var body = http.send(assets, BodyHandlers.ofString()).body();
                assertThat(body).contains("eip155:8453/erc20:0x833589f", "USDC");
                assertThat(answers(process, HttpRequest.newBuilder(url).build(), 401)).isTrue();
            } finally {
                process.destroy();
                assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    private static String token(Sandbox sandbox) {
        return sandbox.issuer().token("merchant-1").serialized();
    }

    private boolean answers(Process process, HttpRequest request, int status) {
        assertThat(process.isAlive()).as("%s", home.resolve("log")).isTrue();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == status;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process start(Sandbox sandbox, int port) throws IOException {
        var database = sandbox.database();
        var variables =
                Map.ofEntries(
                        Map.entry("SLUICE_DATABASE", database.jdbcUrl().replaceFirst(".*//", "")),
                        Map.entry("SLUICE_DATABASE_USER", database.user()),
                        Map.entry("SLUICE_DATABASE_PASSWORD", database.password()),
                        Map.entry("SLUICE_REDIS_URL", sandbox.redis().url()),
                        Map.entry("SLUICE_PUBLIC_URL", "https://pay.example"),
                        Map.entry("SLUICE_ISSUER", sandbox.issuer().url().toString()),
                        Map.entry("SLUICE_ISSUER_KEYS", sandbox.issuer().keysUrl().toString()),
                        Map.entry("SLUICE_BASE_NODE_A", sandbox.nodes().get(0).url().toString()),
                        Map.entry("SLUICE_BASE_NODE_B", sandbox.nodes().get(1).url().toString()),
                        Map.entry("SLUICE_BASE_NODE_C", sandbox.nodes().get(2).url().toString()),
                        Map.entry("SLUICE_SIGNING_KEY", SandboxProperties.signingKey()),
                        Map.entry("SLUICE_PAYER_KEY", SandboxProperties.payerKey()),
                        Map.entry("SLUICE_PORT", Integer.toString(port)),
                        Map.entry("SLUICE_MANAGEMENT_PORT", "0"));
        var log = Files.createFile(home.resolve("log")).toFile();
        var builder = new ProcessBuilder(RunTests.command()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        for (var venue : venues()) {
            builder.environment().put(venue, sandbox.venues().url().toString());
        }
        return builder.redirectOutput(log).start();
    }

    /** The variables that say where venues are: none of them may be asked from here. */
    private static List<String> venues() throws IOException {
        var rates = Files.readString(Path.of("config", "rates.yaml"));
        return Pattern.compile("\\$\\{(SLUICE_[A-Z]+):https")
                .matcher(rates)
                .results()
                .map(it -> it.group(1))
                .toList();
    }
}
