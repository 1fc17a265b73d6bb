package io.sluice.chain.rpc;

import java.util.List;
import reactor.core.publisher.Mono;

/** One JSON-RPC endpoint. Whoever stops waiting for an answer closes the exchange. */
public final class RpcNode {

    private final Endpoint endpoint;
    private final Manner manner;

    RpcNode(Endpoint endpoint, Manner manner) {
        this.endpoint = endpoint;
        this.manner = manner;
    }

    public String name() {
        return endpoint.name();
    }

    /** Whose vote its answers count for. */
    public String operator() {
        return endpoint.operator();
    }

    /** What is wrong with it. */
    public NodeHealth health() {
        return endpoint.health();
    }

    /**
     * The result of one call; fails with {@link RpcFailure} and nothing else. The node is not asked
     * while it rests after failures and another one can be, nor while it wants to be left alone:
     * {@link RpcFailure.Spared}.
     */
    public <T> Mono<T> call(String method, List<?> params, Class<T> result) {
        return endpoint.ask(new RpcCall<>(method, List.copyOf(params), result), manner);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The same node, asked otherwise. */
    RpcNode as(Manner other) {
        return new RpcNode(endpoint, other);
    }
}
