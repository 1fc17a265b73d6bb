package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What all who use one node share: the way there, and what has been learnt of it. */
final class Endpoint {

    /** A call that was given up this late had its time. */
    private static final double ALL_PATIENCE = 0.95;

    private final String name;
    private final String operator;
    private final RpcWire wire;
    private final RpcReader reader;
    private final long patience;
    private final NodeHealth health = new NodeHealth();
    private final Gate gate;
    private final BatchReader batchReader;
    private final Batches batches = new Batches();
    private final Flights flights = new Flights();
    private final AtomicLong ids = new AtomicLong();

    Endpoint(
            String name,
            String operator,
            RpcWire wire,
            RpcReader reader,
            Duration patience,
            LongSupplier nanos) {
        this.name = name;
        this.operator = operator;
        this.wire = wire;
        this.reader = reader;
        batchReader = new BatchReader(reader);
        this.patience = (long) (ALL_PATIENCE * patience.toNanos());
        gate = new Gate(name, operator, health, nanos);
    }

    String name() {
        return name;
    }

    String operator() {
        return operator;
    }

    NodeHealth health() {
        return health;
    }

    Gate gate() {
        return gate;
    }

    /** Fails with {@link RpcFailure} and nothing else. */
    <T> Mono<Testimony<T>> ask(RpcCall<T> call, Manner manner) {
        return call.isPinned() && !manner.alone()
                ? flights.join(call, () -> askAlone(call, manner))
                : askAlone(call, manner);
    }

    /** What became of each call, in their order. One alone needs no batch, which not all take. */
    <T> Flux<Answer<RpcCall<T>, T>> askMany(List<RpcCall<T>> calls, Manner manner) {
        return batches.ask(calls, part -> askSome(part, manner));
    }

    private <T> Mono<List<Answer<RpcCall<T>, T>>> askSome(List<RpcCall<T>> part, Manner manner) {
        var first = part.getFirst();
        return part.size() == 1
                ? askAlone(first, manner).map(it -> List.of(new Answer.Given<>(first, it.value())))
                : askTogether(part, manner);
    }

    private <T> Mono<List<Answer<RpcCall<T>, T>>> askTogether(
            List<RpcCall<T>> calls, Manner manner) {
        return Mono.defer(() -> {
            var permit = gate.admit(calls.getFirst(), manner);
            return exchange(ids.getAndAdd(calls.size()) + 1, calls)
                    .doOnSuccess(answers -> permit.answered(Batches.telling(answers)))
                    .doOnError(permit::failed)
                    .doOnCancel(() -> permit.abandoned(patience));
        });
    }

    private <T> Mono<List<Answer<RpcCall<T>, T>>> exchange(long first, List<RpcCall<T>> calls) {
        var questions = new ArrayList<Map<String, Object>>();
        calls.forEach(call -> questions.add(call.as(first + questions.size())));
        return wire.send(calls.getFirst().method(), reader.write(questions))
                .flatMap(carried -> batchReader.read(first, calls, carried))
                .contextWrite(RpcWire.LOSER);
    }

    private <T> Mono<Testimony<T>> askAlone(RpcCall<T> call, Manner manner) {
        return Mono.defer(() -> {
            var permit = gate.admit(call, manner);
            return exchange(ids.incrementAndGet(), call)
                    .doOnSuccess(_ -> permit.succeeded())
                    .doOnError(permit::failed)
                    .doOnCancel(() -> permit.abandoned(patience));
        });
    }

    private <T> Mono<Testimony<T>> exchange(long id, RpcCall<T> call) {
        return wire.send(call.method(), reader.write(call.as(id)))
                .flatMap(carried ->
                        reader.read(id, call.method(), carried, call.result())
                                .map(it -> new Testimony<>(it, reader.transcript(carried))))
                .contextWrite(RpcWire.LOSER);
    }
}
