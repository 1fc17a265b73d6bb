package io.sluice.chain.rpc;

import io.netty.channel.ChannelOption;
import io.sluice.chain.network.Network;
import io.sluice.platform.tls.Authorities;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpResponseDecoderSpec;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Opens the nodes of a network. */
final class RpcNodes {

    /** A trace of calls within calls, which the chain allows 1024 of, is twice as deep. */
    private static final int MAX_DEPTH = 2_200;

    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_WAITING = 4_096;
    private static final int CONNECT_MILLIS = 2_000;

    /** A block comes in as few parts as the socket gives, and not in a hundred. */
    private static final int PART_BYTES = 256 * 1024;

    /** Tolerant: what nodes leave out or add is theirs, what we need of it is checked later. */
    static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .build())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private RpcNodes() {}

    /**
     * One client for each node, with connections of its own.
     *
     * @param authorities who is believed to know the nodes that are asked over https
     * @param opened is given what is to be disposed of in the end
     */
    static List<RpcNode> of(Network network, Authorities authorities, Consumer<Disposable> opened) {
        return network.nodes().stream()
                .map(node -> node(node, network, authorities, opened))
                .toList();
    }

    private static RpcNode node(
            Network.Node node,
            Network network,
            Authorities authorities,
            Consumer<Disposable> opened) {
        var connections =
                ConnectionProvider.builder("rpc-" + node.name())
                        .maxConnections(MAX_CONNECTIONS)
                        .pendingAcquireMaxCount(MAX_WAITING)
                        .maxIdleTime(Duration.ofSeconds(30))
                        .pendingAcquireTimeout(network.patience())
                        .build();
        opened.accept(connections);
        var http =
                authorities
                        .believedBy(HttpClient.create(connections))
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .httpResponseDecoder(RpcNodes::inFewParts)
                        .responseTimeout(network.patience());
        var maxReply = Math.toIntExact(network.maxReply().toBytes());
        var web =
                WebClient.builder()
                        .baseUrl(node.url().toString())
                        .defaultHeaders(it -> node.headers().forEach(it::set))
                        .clientConnector(new ReactorClientHttpConnector(http))
                        .codecs(it -> it.defaultCodecs().maxInMemorySize(maxReply))
                        .build();
        return new RpcNode(
                new Endpoint(
                        node.name(),
                        node.operator(),
                        new RpcWire(node.name(), web),
                        new RpcReader(node.name(), Secrets.of(node), JSON),
                        network.patience(),
                        System::nanoTime),
                Manner.USUAL);
    }

    /**
     * Deprecated as the limit of a chunk, which it is no more; it sizes the parts of all bodies.
     */
    @SuppressWarnings("deprecation")
    private static HttpResponseDecoderSpec inFewParts(HttpResponseDecoderSpec decoder) {
        return decoder.maxChunkSize(PART_BYTES);
    }
}
