package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.sluice.platform.database.Database;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/** Remembers answers in the transaction of their effect: both happen, or neither. */
final class DatabaseIdempotency implements Idempotency {

    static final String REPLAYED = "Idempotency-Replayed";

    /** Refusals that the same request would meet again. */
    private static final Set<HttpStatus> FINAL =
            Set.of(BAD_REQUEST, NOT_FOUND, UNPROCESSABLE_CONTENT);

    private final Database database;
    private final Problems problems;
    private final StoredAnswers answers;

    DatabaseIdempotency(Database database, Problems problems) {
        this.database = database;
        this.problems = problems;
        this.answers = new StoredAnswers(database);
    }

    @Override
    public Mono<ResponseEntity<byte[]>> once(
            IdempotentRequest request, Mono<? extends ResponseEntity<?>> work) {
        return Mono.fromCallable(() -> IdempotencyKey.of(request))
                .flatMap(key -> database.atomically(unit(key, work)))
                .map(Outcome::answer);
    }

    private Mono<Outcome> unit(IdempotencyKey key, Mono<? extends ResponseEntity<?>> work) {
        return answers.lock(key)
                .flatMap(ours -> ours ? answers.find(key) : Mono.error(stillRunning()))
                .<Outcome>map(Outcome.Replayed::new)
                .switchIfEmpty(Mono.defer(() -> first(key, work)));
    }

    private Mono<Outcome> first(IdempotencyKey key, Mono<? extends ResponseEntity<?>> work) {
        return database.undoingOnError(work.map(StoredAnswer::rendered).single())
                .<Outcome>map(Outcome.Answered::new)
                .onErrorResume(this::refusal)
                .delayUntil(outcome -> answers.add(key, stored(outcome)));
    }

    private Mono<Outcome> refusal(Throwable failure) {
        var problem = problems.of(failure);
        return FINAL.contains(problem.status())
                ? Mono.just(new Outcome.Refusal(failure, problem))
                : Mono.error(failure);
    }

    private static StoredAnswer stored(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(var answer) -> StoredAnswer.of(answer);
            case Outcome.Refusal(_, var problem) -> StoredAnswer.of(problem);
            case Outcome.Replayed(var answer) -> answer;
        };
    }

    private static Refused stillRunning() {
        return new Refused(
                Problem.of(
                                CONFLICT,
                                "idempotency-key-in-use",
                                "A request with this Idempotency-Key is still running")
                        .retryAfter(Duration.ofSeconds(1)));
    }

    /** What became of a request inside its unit; told outside, once that has committed. */
    private sealed interface Outcome {

        ResponseEntity<byte[]> answer();

        record Answered(ResponseEntity<byte[]> answer) implements Outcome {}

        record Replayed(StoredAnswer stored) implements Outcome {
            @Override
            public ResponseEntity<byte[]> answer() {
                return stored.again();
            }
        }

        record Refusal(Throwable failure, Problem problem) implements Outcome {
            @Override
            public ResponseEntity<byte[]> answer() {
                throw Exceptions.propagate(failure);
            }
        }
    }
}
