package io.sluice.platform.cluster;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.platform.database.Database;
import io.sluice.platform.tls.Authorities;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Joins this replica to the others. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataRedisProperties.class)
class ClusterConfiguration {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    @Bean
    Ids ids(InstantSource clock) throws NoSuchAlgorithmException {
        return new TimeSortedIds(clock, seededRandom());
    }

    @Bean
    Leases leases(Database database, Ids ids, ClusterProperties properties, InstantSource clock) {
        return new PostgresLeases(database, ids.next("replica"), properties.lease(), clock);
    }

    @Bean(destroyMethod = "shutdown")
    ClientResources redisResources() {
        return RedisClients.resources();
    }

    @Bean
    RedisLine redisLine() {
        return new RedisLine(PATIENCE);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Bus bus(
            ClientResources redisResources,
            DataRedisProperties redis,
            ClusterProperties properties,
            RedisLine redisLine,
            Authorities authorities) {
        var servers = RedisServers.of(redis.getUrl(), properties.redisCluster());
        var nodes = RedisClients.client(redisResources, PATIENCE, authorities);
        return servers.cluster()
                ? new RedisClusterBus(
                        RedisClients.cluster(redisResources, servers.uris(), PATIENCE, authorities),
                        nodes,
                        servers,
                        redisLine)
                : new RedisBus(nodes, servers.uris().getFirst(), redisLine);
    }

    @Bean
    Canary canary(Bus bus, Ids ids, MeterRegistry meters) {
        return new Canary(bus, ids.next("replica"), meters);
    }

    /** The bus is what keeps the line connected. */
    @Bean
    @DependsOn("bus")
    Blackboard blackboard(RedisLine redisLine) {
        return new RedisBlackboard(redisLine);
    }

    /** Counts of requests, which end by themselves once they would be forgotten anyway. */
    @Bean
    @DependsOn("bus")
    AsyncProxyManager<String> sharedBuckets(RedisLine redisLine) {
        return RedisBuckets.over(redisLine);
    }

    /** Seeded while the replica starts, and from then on it only computes. */
    private static SecureRandom seededRandom() throws NoSuchAlgorithmException {
        var random = SecureRandom.getInstance("DRBG");
        random.nextLong();
        return random;
    }
}
