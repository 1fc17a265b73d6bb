package io.sluice.platform.cluster;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.sluice.platform.tls.Authorities;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes clients that give up soon. The driver's defaults keep commands for a minute, without a
 * limit, send them again after a reconnect, and take a quarter of an hour to notice a dead link.
 */
final class RedisClients {

    static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private static final int QUEUE = 1_000;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(3);

    private RedisClients() {}

    static ClientResources resources() {
        return ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(() ->
                        Delay.fullJitter(
                                Duration.ofMillis(20),
                                Duration.ofSeconds(1),
                                20,
                                TimeUnit.MILLISECONDS))
                .build();
    }

    static RedisClient client(
            ClientResources resources, Duration patience, Authorities authorities) {
        var client = RedisClient.create(resources);
        client.setOptions(options(ClientOptions.builder(), patience, authorities).build());
        return client;
    }

    /** Goes where a server says a slot went, also to one it has not heard of yet. */
    static RedisClusterClient cluster(
            ClientResources resources,
            Iterable<RedisURI> nodes,
            Duration patience,
            Authorities authorities) {
        var client = RedisClusterClient.create(resources, nodes);
        var options = ClusterClientOptions.builder();
        var _ = options(options, patience, authorities);
        client.setOptions(options.validateClusterNodeMembership(false).build());
        return client;
    }

    private static ClientOptions.Builder options(
            ClientOptions.Builder options, Duration patience, Authorities authorities) {
        return options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(_ -> true)
                .requestQueueSize(QUEUE)
                .timeoutOptions(TimeoutOptions.builder().fixedTimeout(patience).build())
                .socketOptions(sockets())
                .sslOptions(believing(authorities));
    }

    private static SslOptions believing(Authorities authorities) {
        return SslOptions.builder().jdkSslProvider().trustManager(authorities.alone()).build();
    }

    private static SocketOptions sockets() {
        return SocketOptions.builder()
                .connectTimeout(CONNECT)
                .keepAlive(
                        KeepAliveOptions.builder()
                                .enable()
                                .idle(UNACKNOWLEDGED)
                                .interval(CONNECT)
                                .count(3)
                                .build())
                .tcpUserTimeout(
                        TcpUserTimeoutOptions.builder()
                                .enable()
                                .tcpUserTimeout(UNACKNOWLEDGED)
                                .build())
                .build();
    }
}
