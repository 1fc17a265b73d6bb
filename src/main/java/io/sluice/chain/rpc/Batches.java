package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.Answer.Failed;
import io.sluice.platform.reactive.Answer.Given;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cuts many calls into as few requests as one node takes, which is learnt from its refusals. */
final class Batches {

    private static final int FIRST_LIMIT = 100;

    private static final int BEFORE_MORE = 256;

    private final AtomicInteger limit = new AtomicInteger(FIRST_LIMIT);
    private final AtomicInteger inARow = new AtomicInteger();

    /** What became of each call, in their order. Never fails with {@link RpcFailure}. */
    <T> Flux<Answer<RpcCall<T>, T>> ask(List<RpcCall<T>> calls, Sender<T> sender) {
        return calls.isEmpty() ? Flux.empty() : Flux.defer(() -> inParts(calls, sender));
    }

    /** One part after the other, however many there are. */
    private <T> Flux<Answer<RpcCall<T>, T>> inParts(List<RpcCall<T>> calls, Sender<T> sender) {
        var done = new AtomicInteger();
        return Mono.defer(() -> part(calls, done, sender))
                .repeat(() -> done.get() < calls.size())
                .flatMapIterable(Function.identity());
    }

    private <T> Mono<List<Answer<RpcCall<T>, T>>> part(
            List<RpcCall<T>> calls, AtomicInteger done, Sender<T> sender) {
        var from = done.get();
        var part = calls.subList(from, Math.min(calls.size(), from + limit.get()));
        return sender.send(part)
                .onErrorResume(
                        RpcFailure.class,
                        failure ->
                                isTooMany(failure, part)
                                        ? smaller(part.size() / 2)
                                        : Mono.just(all(part, failure)))
                .doOnNext(answers -> done.addAndGet(answers.size()))
                .doOnNext(answers -> taken(answers.size()));
    }

    /** Nothing came of it yet: the same again, in smaller parts. */
    private <T> Mono<List<Answer<RpcCall<T>, T>>> smaller(int size) {
        var _ = limit.accumulateAndGet(size, Math::min);
        inARow.set(0);
        return Mono.just(List.of());
    }

    /** A node that takes all it was said to take for long may take more by now. */
    private void taken(int size) {
        if (size == limit.get() && inARow.incrementAndGet() % BEFORE_MORE == 0) {
            var _ = limit.updateAndGet(now -> Math.min(FIRST_LIMIT, 2 * now));
        }
    }

    private static boolean isTooMany(RpcFailure failure, List<?> part) {
        return part.size() > 1
                && switch (failure.errorClass()) {
                    case RANGE_TOO_LARGE, INVALID_PARAMS -> true;
                    default -> false;
                };
    }

    private static <T> List<Answer<RpcCall<T>, T>> all(List<RpcCall<T>> part, RpcFailure failure) {
        return part.stream().<Answer<RpcCall<T>, T>>map(it -> new Failed<>(it, failure)).toList();
    }

    /** The first failure that says something of the node rather than of one call. */
    static <T> Answer<RpcCall<T>, T> telling(List<Answer<RpcCall<T>, T>> answers) {
        return answers.stream()
                .filter(Batches::tellsOfTheNode)
                .findFirst()
                .orElse(answers.getFirst());
    }

    private static <T> boolean tellsOfTheNode(Answer<RpcCall<T>, T> answer) {
        return switch (answer) {
            case Given<RpcCall<T>, T> _ -> false;
            case Failed<RpcCall<T>, T>(_, RpcFailure failure) ->
                    switch (failure.consequence()) {
                        case PARK, ELSEWHERE, NEEDS_A_PERSON -> true;
                        case WEAK,
                                ASK_LATER,
                                NOT_ABLE,
                                ANSWERED,
                                ASK_FOR_LESS,
                                LOOK_FOR_IT,
                                OTHERS_FIRST,
                                REFUSED ->
                                false;
                    };
            case Failed<RpcCall<T>, T> _ -> false;
        };
    }

    /** Sends one request. */
    interface Sender<T> {

        /** What became of each call, in their order; fails when the request as a whole did. */
        Mono<List<Answer<RpcCall<T>, T>>> send(List<RpcCall<T>> calls);
    }
}
