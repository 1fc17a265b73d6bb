package io.sluice.chain.rpc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** One JSON-RPC endpoint. Whoever stops waiting for an answer closes the exchange. */
public final class RpcNode {

    private final String name;
    private final String operator;
    private final RpcWire wire;
    private final RpcReader reader;
    private final AtomicLong ids = new AtomicLong();
    private final NodeHealth health = new NodeHealth();

    RpcNode(String name, String operator, RpcWire wire, RpcReader reader) {
        this.name = name;
        this.operator = operator;
        this.wire = wire;
        this.reader = reader;
    }

    public String name() {
        return name;
    }

    /** Whose vote its answers count for. */
    public String operator() {
        return operator;
    }

    /** What is wrong with it. */
    public NodeHealth health() {
        return health;
    }

    /** The result of one call; fails with {@link RpcFailure} and nothing else. */
    public <T> Mono<T> call(String method, List<?> params, Class<T> result) {
        return Mono.defer(() -> exchange(ids.incrementAndGet(), method, params, result));
    }

    private <T> Mono<T> exchange(long id, String method, List<?> params, Class<T> result) {
        var question = Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params);
        return wire.send(method, reader.write(question))
                .flatMap(carried -> reader.read(id, method, carried, result))
                .contextWrite(RpcWire.LOSER);
    }
}
