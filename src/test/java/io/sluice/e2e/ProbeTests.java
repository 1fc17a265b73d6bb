package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** What an orchestrator hears on the management port of a world that breaks more and more. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ProbeTests {

    private static final List<String> OPERATORS_ONLY =
            List.of("health", "health/readiness", "prometheus", "env", "chainskip");

    final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    final Map<String, String> properties = sandbox.properties();
    final GatewayProcess gateway = GatewayProcess.start(properties);

    @AfterAll
    void stop() {
        gateway.close();
        sandbox.close();
    }

    @Test
    @Order(1)
    void isReadyWithoutRedisAndShowsOnThePublicPortNothingOfItsInside() {
        assertThat(managed("health/liveness").status()).isEqualTo(200);
        assertThat(managed("health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(managed("prometheus").body()).contains("http_server_requests");
        assertThat(managed("env").status()).isEqualTo(404);
        assertThat(managed("chainskip").body()).isEqualTo("{}");
        assertThat(skip("eip155:31337").body()).contains("the chain is not stuck at this block");
        assertThat(skip("eip155:9").status()).isEqualTo(409);
        assertThat(Http.get(management("").resolve("/v1/stream"), Map.of()).status())
                .isEqualTo(404);
        for (var path : OPERATORS_ONLY) {
            var url = gateway.url().resolve("/actuator/" + path);
            assertThat(Http.get(url, Map.of()).status()).isEqualTo(404);
        }

        sandbox.redis().stop();

        assertThat(managed("health/readiness").status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void isAliveButNotReadyWithoutItsDatabase() {
        sandbox.close();

        Eventually.holds(ofSeconds(20), () -> managed("health/readiness").status() == 503);
        assertThat(managed("health/liveness").status()).isEqualTo(200);
    }

    private Reply managed(String path) {
        return Http.get(management(path), Map.of());
    }

    private Reply skip(String chain) {
        var body =
                """
                {"chain": "%s", "height": "1000000", "note": "nobody has it"}
                """
                        .formatted(chain);
        return Http.send("POST", management("chainskip"), body, Map.of());
    }

    private URI management(String path) {
        var port = properties.get("management.server.port");
        return URI.create("http://127.0.0.1:%s/actuator/%s".formatted(port, path));
    }
}
