package io.sluice.platform.cluster;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.resource.ClientResources;
import io.sluice.LogLines;
import io.sluice.platform.cluster.Bus.Heard;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.EncryptedRedis;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.SandboxRedis;
import io.sluice.sandbox.TestAuthority;
import io.sluice.sandbox.TestAuthority.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** Over a Redis, and a Redis Cluster, that speak nothing but TLS and know only one user. */
class EncryptedRedisTests {

    private static final Duration COMMAND = ofMillis(500);

    @TempDir Path directory;

    private final ClientResources resources = RedisClients.resources();
    private final List<AutoCloseable> open = new ArrayList<>();

    private TestAuthority authority;
    private Authorities believed;

    @BeforeEach
    void begin() {
        authority = TestAuthority.in(directory);
        believed = Authorities.of(authority.file());
    }

    @AfterEach
    void end() throws Exception {
        for (var it : open.reversed()) {
            it.close();
        }
        var _ = resources.shutdown();
    }

    @Test
    void hearsWhatIsPublished() {
        isHeard(bus(redis(authority.here()).url(), believed));
    }

    @Test
    void hearsWhatIsPublishedToACluster() {
        var redis = opened(EncryptedRedis.startCluster(authority.here(), directory));
        var uri = RedisServers.of(redis.url(), false).uris().getFirst();
        var client = RedisClients.client(resources, COMMAND, believed);
        open.add(client);
        client.connect(uri).sync().clusterAddSlots(IntStream.range(0, 16_384).toArray());

        isHeard(clusterBus(redis.url()));
    }

    @Test
    void saysAtOnceWhyItDoesNotConnect() {
        var here = redis(authority.here());
        var elsewhere = redis(authority.named("redis.test"));
        var stranger = Authorities.of(TestAuthority.in(directory).file());

        assertThat(complaint(here.url(), stranger))
                .contains("Redis shows a certificate of an authority that is not believed here;");
        assertThat(complaint(here.url(), Authorities.system()))
                .contains("Redis shows a certificate of an authority that is not believed here;");
        assertThat(complaint(elsewhere.url(), believed))
                .contains("Redis shows a certificate for another name;");
    }

    @Test
    @Tag("full")
    void doesNotGoOnInPlainText() {
        var plain = opened(SandboxRedis.start());
        var url = plain.url().replace("redis:", "rediss:");
        var client = RedisClients.client(resources, COMMAND, believed);
        open.add(client);

        assertThatThrownBy(() -> client.connect(RedisServers.of(url, false).uris().getFirst()))
                .isInstanceOf(RedisConnectionException.class);
    }

    private static void isHeard(Bus bus) {
        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(() -> BusContract.publish(bus, "c", "one").block())
                .thenConsumeWhile(Heard.Gap.class::isInstance)
                .assertNext(it -> assertThat(BusContract.text(it)).isEqualTo("one"))
                .thenCancel()
                .verify(ofSeconds(10));
    }

    /** The first thing that is said to operators. */
    private String complaint(String url, Authorities authorities) {
        try (var lines = LogLines.of(FirstConnection.class)) {
            var _ = bus(url, authorities);
            Eventually.holds(ofSeconds(10), () -> !lines.messages().isEmpty());
            return lines.messages().getFirst();
        }
    }

    private EncryptedRedis redis(Identity identity) {
        return opened(EncryptedRedis.start(identity));
    }

    private Bus bus(String url, Authorities authorities) {
        var bus =
                new RedisBus(
                        RedisClients.client(resources, COMMAND, authorities),
                        RedisServers.of(url, false).uris().getFirst(),
                        new RedisLine(COMMAND));
        open.add(bus::close);
        bus.start();
        return bus;
    }

    private Bus clusterBus(String url) {
        var servers = RedisServers.of(url, true);
        var bus =
                new RedisClusterBus(
                        RedisClients.cluster(resources, servers.uris(), COMMAND, believed),
                        RedisClients.client(resources, COMMAND, believed),
                        servers,
                        new RedisLine(COMMAND));
        open.add(bus::close);
        bus.start();
        return bus;
    }

    private <T extends AutoCloseable> T opened(T server) {
        open.add(server);
        return server;
    }
}
