package io.sluice.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** However often a job is asked for, it never runs twice at once, and always runs afterwards. */
class OneAtATimeTests {

    private final List<Sinks.Empty<Void>> runs = new ArrayList<>();
    private final OneAtATime job = new OneAtATime(Mono.defer(this::begin));

    @Test
    void runsOnceMoreForAllWhoAskWhileItRuns() {
        var first = job.run().subscribe();
        for (var ask = 0; ask < 100; ask++) {
            job.run().as(StepVerifier::create).verifyComplete();
        }

        assertThat(runs).hasSize(1);
        end(0);
        assertThat(runs).hasSize(2);
        assertThat(first.isDisposed()).isFalse();
        end(1);
        assertThat(runs).hasSize(2);
        assertThat(first.isDisposed()).isTrue();
    }

    @Test
    void runsAgainAfterARunThatEndedFailedOrWasGivenUp() {
        var ended = job.run().subscribe();
        end(0);
        var failed = job.run().onErrorComplete().subscribe();
        assertThat(runs.get(1).tryEmitError(new IllegalStateException()).isSuccess()).isTrue();
        job.run().subscribe().dispose();
        var last = job.run().subscribe();

        assertThat(ended.isDisposed()).isTrue();
        assertThat(failed.isDisposed()).isTrue();
        assertThat(last.isDisposed()).isFalse();
        assertThat(runs).hasSize(4);
    }

    private Mono<Void> begin() {
        var run = Sinks.<Void>empty();
        runs.add(run);
        return run.asMono();
    }

    private void end(int run) {
        assertThat(runs.get(run).tryEmitEmpty().isSuccess()).isTrue();
    }
}
