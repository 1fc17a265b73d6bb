package io.sluice.chain.rpc;

import io.sluice.chain.rpc.RpcWire.Carried;
import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.Answer.Failed;
import io.sluice.platform.reactive.Answer.Given;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Takes the answer to a batch apart. Nodes answer in whatever order they like, so that entries are
 * known by their ids alone.
 */
final class BatchReader {

    private final RpcReader reader;

    BatchReader(RpcReader reader) {
        this.reader = reader;
    }

    /**
     * What became of each of {@code calls}, in their order; {@code first} is the id of the first,
     * and the others have the next ones. Fails when the batch as a whole did.
     */
    <T> Mono<List<Answer<RpcCall<T>, T>>> read(
            long first, List<RpcCall<T>> calls, Carried carried) {
        return Reading.of(carried.body(), () -> outcomes(first, calls, carried));
    }

    private <T> List<Answer<RpcCall<T>, T>> outcomes(
            long first, List<RpcCall<T>> calls, Carried carried) {
        var call = calls.getFirst();
        var byId = byId(reader.entries(call.method(), carried, call.result()));
        var outcomes = new ArrayList<Answer<RpcCall<T>, T>>();
        for (var i = 0; i < calls.size(); i++) {
            outcomes.add(outcome(calls.get(i), byId.getOrDefault(first + i, List.of()), carried));
        }
        return outcomes;
    }

    private <T> Answer<RpcCall<T>, T> outcome(
            RpcCall<T> call, List<RpcReply<T>> replies, Carried carried) {
        try {
            if (replies.size() != 1) {
                throw reader.malformed(call.method(), replies.size() + " entries for one call");
            }
            return new Given<>(call, reader.result(call.method(), carried, replies.getFirst()));
        } catch (RpcFailure failure) {
            return new Failed<>(call, failure);
        }
    }

    private static <T> Map<Long, List<RpcReply<T>>> byId(List<RpcReply<T>> replies) {
        var byId = new HashMap<Long, List<RpcReply<T>>>();
        // A node may write null for a reply.
        replies.stream()
                .filter(Objects::nonNull)
                .forEach(reply ->
                        reply.number()
                                .ifPresent(id ->
                                        byId.computeIfAbsent(id, _ -> new ArrayList<>())
                                                .add(reply)));
        return byId;
    }
}
