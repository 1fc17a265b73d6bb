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

    private final AtomicInteger limit = new AtomicInteger(FIRST_LIMIT);

    /** What became of each call, in their order. Never fails with {@link RpcFailure}. */
    <T> Flux<Answer<RpcCall<T>, T>> ask(List<RpcCall<T>> calls, Sender<T> sender) {
        return calls.isEmpty() ? Flux.empty() : Flux.defer(() -> askSome(calls, sender));
    }

    private <T> Flux<Answer<RpcCall<T>, T>> askSome(List<RpcCall<T>> calls, Sender<T> sender) {
        var many = Math.min(calls.size(), limit.get());
        var part = calls.subList(0, many);
        var rest = calls.subList(many, calls.size());
        return sender.send(part)
                .map(answers -> Flux.fromIterable(answers).concatWith(ask(rest, sender)))
                .onErrorResume(
                        RpcFailure.class,
                        failure ->
                                Mono.just(
                                        isTooMany(failure, part)
                                                ? smaller(many / 2, calls, sender)
                                                : all(part, failure).concatWith(ask(rest, sender))))
                .flatMapMany(Function.identity());
    }

    private <T> Flux<Answer<RpcCall<T>, T>> smaller(
            int size, List<RpcCall<T>> calls, Sender<T> sender) {
        var _ = limit.accumulateAndGet(size, Math::min);
        return ask(calls, sender);
    }

    private static boolean isTooMany(RpcFailure failure, List<?> part) {
        return part.size() > 1
                && switch (failure.errorClass()) {
                    case RANGE_TOO_LARGE, INVALID_PARAMS -> true;
                    default -> false;
                };
    }

    private static <T> Flux<Answer<RpcCall<T>, T>> all(List<RpcCall<T>> part, RpcFailure failure) {
        return Flux.fromIterable(part).map(call -> new Failed<>(call, failure));
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
                    failure.consequence() == Consequence.PARK
                            || failure.consequence() == Consequence.ELSEWHERE;
            case Failed<RpcCall<T>, T> _ -> false;
        };
    }

    /** Sends one request. */
    interface Sender<T> {

        /** What became of each call, in their order; fails when the request as a whole did. */
        Mono<List<Answer<RpcCall<T>, T>>> send(List<RpcCall<T>> calls);
    }
}
