package io.sluice.platform.cluster;

import io.lettuce.core.RedisURI;
import io.sluice.platform.tls.Authorities;
import java.time.Duration;

/** Opens the real bus over any Redis, as another replica would. */
public final class RedisBusForTests {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private RedisBusForTests() {}

    public static Bus open(String url) {
        var client = RedisClients.client(RedisClients.resources(), PATIENCE, Authorities.system());
        var bus = new RedisBus(client, RedisURI.create(url), new RedisLine(PATIENCE));
        bus.start();
        return bus;
    }
}
