package io.sluice.platform.reactive;

import io.sluice.platform.reactive.Answer.Failed;
import io.sluice.platform.reactive.Answer.Given;
import java.time.Duration;
import java.util.Collection;
import java.util.NoSuchElementException;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks many, hears each as soon as it answers. */
public final class FanOut {

    private FanOut() {}

    /**
     * Asks every source at once. Answers arrive in the order they are given, and an error is one of
     * them: the stream itself never fails, and completes within {@code patience}. Whoever has heard
     * enough cancels, and the questions still open are cancelled with it.
     */
    public static <S, T> Flux<Answer<S, T>> ask(
            Collection<S> sources, Duration patience, Function<S, Mono<T>> question) {
        return Flux.fromIterable(sources)
                .flatMap(source -> askOne(source, patience, question), Math.max(1, sources.size()));
    }

    /**
     * Not {@code single()}: cancelled at the wrong moment, it reports an empty source to nobody.
     */
    private static <S, T> Mono<Answer<S, T>> askOne(
            S source, Duration patience, Function<S, Mono<T>> question) {
        return Mono.defer(() -> question.apply(source))
                .switchIfEmpty(Mono.error(() -> new NoSuchElementException("no answer")))
                .timeout(patience)
                .<Answer<S, T>>map(value -> new Given<>(source, value))
                .onErrorResume(cause -> Mono.just(new Failed<>(source, cause)));
    }
}
