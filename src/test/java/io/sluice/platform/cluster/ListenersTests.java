package io.sluice.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.cluster.Bus.Heard;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ListenersTests {

    private static final Duration MOMENT = Duration.ofMillis(300);

    /** Redis answers, on a thread of its own, before who asked it has come back from asking. */
    @Test
    void tellsWhoListensFirstOfTheAnswerHoweverSoonItComes() {
        var listeners = new Listeners[1];
        listeners[0] = new Listeners(channel -> answeredMeanwhile(listeners[0], channel), _ -> {});

        listeners[0]
                .listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .thenCancel()
                .verify(Duration.ofSeconds(10));
        assertThat(listeners[0].channels()).isEmpty();
    }

    private static void answeredMeanwhile(Listeners listeners, String channel) {
        var _ =
                CompletableFuture.runAsync(() -> listeners.tell(channel, new Heard.Gap()))
                        .completeOnTimeout(null, MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
    }
}
