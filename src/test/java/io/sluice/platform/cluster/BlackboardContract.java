package io.sluice.platform.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What every blackboard promises while it is there. */
abstract class BlackboardContract {

    abstract Blackboard board();

    @Test
    void readsWhatWasWrittenAndNothingElse() {
        assertThat(board().read("none").blockOptional()).isEmpty();
        board().write("some", "one".getBytes(UTF_8), ofSeconds(60)).block();
        assertThat(board().read("some").block()).asString(UTF_8).isEqualTo("one");
        board().write("some", "two".getBytes(UTF_8), ofSeconds(60)).block();
        assertThat(board().read("some").block()).asString(UTF_8).isEqualTo("two");
    }

    @Test
    void forgetsWhatIsOver() {
        board().write("short", new byte[] {7}, ofMillis(20)).block();
        assertThat(board().claim("turn", ofMillis(20)).block()).isTrue();

        isOver("short");
        isOver("turn");
        assertThat(board().claim("turn", ofSeconds(60)).block()).isTrue();
    }

    @Test
    void givesATurnToOneOnly() {
        var given =
                Flux.range(0, 8)
                        .flatMap(
                                _ ->
                                        board().claim("turn", ofSeconds(60))
                                                .subscribeOn(Schedulers.parallel()),
                                8)
                        .filter(it -> it)
                        .count();

        assertThat(given.block(ofSeconds(10))).isEqualTo(1);
        assertThat(board().claim("another", ofSeconds(60)).block()).isTrue();
    }

    private void isOver(String key) {
        Mono.defer(() -> board().read(key))
                .hasElement()
                .filter(there -> !there)
                .repeatWhenEmpty(200, again -> again.delayElements(ofMillis(10)))
                .as(StepVerifier::create)
                .expectNext(false)
                .expectComplete()
                .verify(ofSeconds(10));
    }
}
