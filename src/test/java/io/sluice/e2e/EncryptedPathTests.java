package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sandbox.EncryptedPostgres;
import io.sluice.sandbox.EncryptedRedis;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.TestAuthority;
import io.sluice.sandbox.TestAuthority.Identity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is spoken to, and speaks to PostgreSQL and Redis, over TLS and not otherwise. */
@Tag("full")
class EncryptedPathTests {

    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());

    @TempDir Path directory;
    private TestAuthority authority;
    private EncryptedPostgres postgres;
    private EncryptedRedis redis;
    private GatewayProcess gateway;
    private Map<String, String> properties;

    @BeforeEach
    void start() throws IOException {
        authority = TestAuthority.in(directory);
        postgres = EncryptedPostgres.start(authority.here());
        redis = EncryptedRedis.start(authority.here());
        show(authority.here());
        properties = properties();
        gateway = GatewayProcess.start(properties);
    }

    @AfterEach
    void stop() {
        gateway.close();
        redis.close();
        postgres.close();
        sandbox.close();
    }

    @Test
    void streamsOverHttpsAndTakesUpARenewedCertificate() throws Exception {
        Eventually.holds(ofSeconds(10), () -> gateway.output().contains("Connected to Redis."));
        Eventually.holds(ofSeconds(20), () -> !firstLineOfStream().isBlank());
        assertThatThrownBy(() -> Http.get(gateway.url().resolve("/docs/api"), Map.of()))
                .hasRootCauseInstanceOf(IOException.class);

        var before = shown();
        show(authority.here());

        Eventually.holds(ofSeconds(20), () -> !before.equals(shown()));
        Eventually.holds(ofSeconds(20), () -> !firstLineOfStream().isBlank());
        assertThat(managed("health/readiness")).isEqualTo(200);
    }

    private String firstLineOfStream() {
        var request =
                HttpRequest.newBuilder(https("/v1/stream"))
                        .header(
                                "Authorization",
                                "Bearer " + sandbox.issuer().token("shop").serialized())
                        .header("Accept", "text/event-stream")
                        .build();
        try (var client = client()) {
            var reply = client.send(request, BodyHandlers.ofLines());
            if (reply.statusCode() == 503) {
                return ""; // the issuer's keys are not read yet, or the database is slow
            }
            assertThat(reply.statusCode()).isEqualTo(200);
            try (var lines = reply.body()) {
                return lines.findFirst().orElseThrow();
            } finally {
                client.shutdownNow();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Certificate shown() {
        try (var client = client()) {
            var request = HttpRequest.newBuilder(https("/docs/api")).build();
            var reply = client.send(request, BodyHandlers.discarding());
            return reply.sslSession().orElseThrow().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int managed(String path) {
        var port = properties.get("management.server.port");
        var url = URI.create("http://127.0.0.1:" + port + "/actuator/" + path);
        return Http.get(url, Map.of()).status();
    }

    private HttpClient client() {
        return HttpClient.newBuilder().sslContext(authority.believing()).build();
    }

    private URI https(String path) {
        return URI.create("https://127.0.0.1:" + properties.get("server.port") + path);
    }

    private void show(Identity identity) throws IOException {
        var replace = StandardCopyOption.REPLACE_EXISTING;
        var _ = Files.copy(identity.key(), directory.resolve("tls.key"), replace);
        var _ = Files.copy(identity.certificate(), directory.resolve("tls.crt"), replace);
    }

    private Map<String, String> properties() {
        var all = sandbox.properties();
        var database = postgres.database();
        all.put("spring.r2dbc.url", database.r2dbcUrl());
        all.put("spring.flyway.url", database.jdbcUrl());
        all.put("spring.data.redis.url", redis.url());
        all.put("sluice.tls.postgres", "true");
        all.put("sluice.tls.authorities", authority.file().toString());
        all.put("spring.config.import", Path.of("config/https.yaml").toUri().toString());
        all.put("spring.ssl.bundle.watch.file.quiet-period", "500ms");
        all.put("SLUICE_CERTIFICATE", directory.resolve("tls.crt").toString());
        all.put("SLUICE_CERTIFICATE_KEY", directory.resolve("tls.key").toString());
        return all;
    }
}
