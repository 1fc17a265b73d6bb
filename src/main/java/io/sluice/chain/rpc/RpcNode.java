package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import java.util.List;
import reactor.core.publisher.Flux;
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

    /** What it said of late that it cannot do, in order. */
    public List<String> lacking() {
        return endpoint.gate().capabilities().lacking();
    }

    /** Whether it said of late that it does not know {@code method}. */
    public boolean lacks(String method) {
        return endpoint.gate().capabilities().lacks(method);
    }

    /** It does not know {@code method} as we ask for it, and does all else that is needed. */
    public void doesWithout(String method) {
        endpoint.gate().capabilities().lost(method);
    }

    /** What it calls itself: another version may be able to do more. */
    public void runs(String client) {
        endpoint.gate().capabilities().runs(client);
    }

    /**
     * The result of one call; fails with {@link RpcFailure} and nothing else. The node is not asked
     * while it rests after failures or does not know how and others can be, nor while it wants to
     * be left alone: {@link RpcFailure.Spared}.
     */
    public <T> Mono<T> call(String method, List<?> params, Class<T> result) {
        return testify(method, params, result).map(Testimony::value);
    }

    /** The same, for what can be held against the node. */
    public <T> Mono<Testimony<T>> testify(String method, List<?> params, Class<T> result) {
        return endpoint.ask(new RpcCall<>(method, List.copyOf(params), result), manner);
    }

    /**
     * Many calls of one method in as few requests as the node takes. Each has an outcome of its
     * own, in the order of {@code params}, which are the sources of the answers.
     */
    public <T> Flux<Answer<List<?>, T>> batch(
            String method, List<? extends List<?>> params, Class<T> result) {
        var calls =
                params.stream()
                        .map(each -> new RpcCall<>(method, List.copyOf(each), result))
                        .toList();
        return endpoint.askMany(calls, manner).map(RpcNode::byParams);
    }

    private static <T> Answer<List<?>, T> byParams(Answer<RpcCall<T>, T> answer) {
        return switch (answer) {
            case Answer.Given<RpcCall<T>, T>(var call, var value) ->
                    new Answer.Given<>(call.params(), value);
            case Answer.Failed<RpcCall<T>, T>(var call, var cause) ->
                    new Answer.Failed<>(call.params(), cause);
        };
    }

    /** The same node, asked though it rests after failures. */
    public RpcNode insisting() {
        return as(manner.insistent());
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The same node, asked otherwise. */
    RpcNode as(Manner other) {
        return new RpcNode(endpoint, other);
    }
}
