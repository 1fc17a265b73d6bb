package io.sluice.platform.reactive;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.reactive.Answer.Failed;
import io.sluice.platform.reactive.Answer.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Every source is asked at once and heard when it answers; none can spoil it for the others. */
class FanOutTests {

    private final List<String> cancelled = new ArrayList<>();

    @Test
    void turnsFailuresIntoAnswersAndStopsWaitingWhenPatienceRunsOut() {
        StepVerifier.withVirtualTime(() -> ask("quick", "broken", "stuck"))
                .assertNext(answer -> assertThat(answer).isInstanceOf(Failed.class))
                .thenAwait(ofMillis(100))
                .expectNext(new Given<>("quick", 42))
                .thenAwait(ofSeconds(1))
                .expectNextMatches(answer ->
                        answer instanceof Failed(var source, TimeoutException _)
                                && source.equals("stuck"))
                .verifyComplete();
    }

    @Test
    void takesAnEmptyAnswerForAFailure() {
        ask("silent")
                .as(StepVerifier::create)
                .expectNextMatches(Failed.class::isInstance)
                .verifyComplete();
    }

    @Test
    void takesAQuestionThatThrowsForAFailure() {
        ask("absurd")
                .as(StepVerifier::create)
                .expectNextMatches(Failed.class::isInstance)
                .verifyComplete();
    }

    @Test
    void cancelsTheOpenQuestionsOfWhoeverHasHeardEnough() {
        StepVerifier.withVirtualTime(() -> ask("stuck", "quick").next())
                .thenAwait(ofMillis(100))
                .expectNext(new Given<>("quick", 42))
                .verifyComplete();

        assertThat(cancelled).containsExactly("stuck");
    }

    @Test
    void completesAtOnceWhenThereIsNobodyToAsk() {
        ask().as(StepVerifier::create).verifyComplete();
    }

    @Test
    void givesTheValuesAmongAnswersInTheirOrder() {
        List<Answer<String, Integer>> answers =
                List.of(
                        new Given<>("a", 2),
                        new Failed<>("b", new TimeoutException()),
                        new Given<>("c", 1));

        assertThat(Answer.values(answers)).containsExactly(2, 1);
    }

    private Flux<Answer<String, Integer>> ask(String... sources) {
        return FanOut.ask(List.of(sources), ofSeconds(1), this::question);
    }

    private Mono<Integer> question(String source) {
        return switch (source) {
            case "quick" -> Mono.delay(ofMillis(100)).thenReturn(42);
            case "broken" -> Mono.error(new IllegalStateException("broken"));
            case "silent" -> Mono.empty();
            case "stuck" -> Mono.<Integer>never().doOnCancel(() -> cancelled.add(source));
            default -> throw new IllegalArgumentException(source);
        };
    }
}
