package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class DemoMainTests {

    @Test
    void saysWhyItDidNotStartFromTheOutsideIn() {
        var noProgram = new IOException("Cannot run program \"anvil\"");
        var noChain = new UncheckedIOException("anvil does not start", noProgram);
        var failure = new IllegalStateException("The sandbox does not start", noChain);

        assertThat(DemoMain.reasons(failure))
                .containsExactly(
                        "The sandbox does not start",
                        "anvil does not start",
                        "Cannot run program \"anvil\"");
    }

    @Test
    void saysNothingTwice() {
        var wrapped = new ExecutionException(new IllegalStateException("the payment is expired"));

        assertThat(DemoMain.reasons(wrapped)).containsExactly("the payment is expired");
    }

    @Test
    void namesWhatHasNoMessage() {
        assertThat(DemoMain.reasons(new StackOverflowError()))
                .containsExactly("StackOverflowError");
    }
}
