package io.sluice.platform.cluster;

import static java.time.Duration.ofMillis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.SandboxRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class RedisBusTests extends BusContract {

    private final ClientResources resources = RedisClients.resources();
    private final SandboxRedis redis = SandboxRedis.stopped();
    private final List<RedisBus> buses = new ArrayList<>();

    @AfterEach
    void stop() {
        buses.forEach(RedisBus::close);
        var _ = resources.shutdown();
        redis.close();
    }

    @Override
    Bus bus() {
        var patience = ofMillis(200);
        var client = RedisClients.client(resources, patience, Authorities.system());
        var bus = new RedisBus(client, RedisURI.create(redis.url()), new RedisLine(patience));
        bus.start();
        buses.add(bus);
        return bus;
    }

    @Override
    Bus busWithoutRedis() {
        return bus();
    }

    @Override
    void stopRedis() {
        redis.stop();
    }

    @Override
    void startRedis() {
        redis.startAgain();
    }
}
