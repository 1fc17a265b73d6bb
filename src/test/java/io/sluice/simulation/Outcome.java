package io.sluice.simulation;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** What came of something that a replica was asked to do: all of it at once, or never. */
sealed interface Outcome<T> {

    /** Done; null when there was nothing to answer. */
    record Done<T>(@Nullable T value) implements Outcome<T> {}

    /** Refused, or gone wrong. */
    record Failed<T>(Throwable failure) implements Outcome<T> {}

    /** Nobody will ever know. */
    record Unanswered<T>() implements Outcome<T> {}

    static <T> Outcome<T> of(Mono<T> work) {
        var hearing = new Hearing<T>();
        work.subscribe(hearing);
        return hearing.outcome;
    }

    /** Keeps what it hears. */
    final class Hearing<T> extends BaseSubscriber<T> {

        private Outcome<T> outcome = new Unanswered<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        protected void hookOnNext(T value) {
            outcome = new Done<>(value);
        }

        @Override
        protected void hookOnComplete() {
            if (outcome instanceof Unanswered) {
                outcome = new Done<>(null);
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            outcome = new Failed<>(failure);
        }
    }
}
