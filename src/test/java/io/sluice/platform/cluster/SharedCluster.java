package io.sluice.platform.cluster;

import io.lettuce.core.resource.ClientResources;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.RedisMaster;
import io.sluice.sandbox.SandboxRedisCluster;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one Redis Cluster they share: started for the first, stopped after the last. */
final class SharedCluster implements ParameterResolver {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SandboxRedisCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(SandboxRedisCluster.class, _ -> SandboxRedisCluster.start());
    }

    /** As the next test expects to find it. */
    static void mend(SandboxRedisCluster cluster) {
        cluster.masters().forEach(RedisMaster::startAgain);
        Eventually.holds(PATIENCE, cluster::isWhole);
    }

    /** A bus over the cluster, which looks for it already. */
    static RedisClusterBus bus(
            ClientResources resources, SandboxRedisCluster cluster, RedisLine line) {
        return bus(resources, cluster.url(), line);
    }

    static RedisClusterBus bus(ClientResources resources, String url, RedisLine line) {
        var patience = Duration.ofMillis(200);
        var servers = RedisServers.of(url, true);
        var bus =
                new RedisClusterBus(
                        RedisClients.cluster(
                                resources, servers.uris(), patience, Authorities.system()),
                        RedisClients.client(resources, patience, Authorities.system()),
                        servers,
                        line);
        bus.start();
        return bus;
    }
}
