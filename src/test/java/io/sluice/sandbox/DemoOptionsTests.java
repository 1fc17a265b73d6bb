package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.sandbox.DemoOptions.Telling;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTests {

    @Test
    void tellsAStoryAndStaysUnlessToldOtherwise() {
        var options = DemoOptions.of();

        assertThat(options.telling()).isEqualTo(Telling.STORY);
        assertThat(options.exit()).isFalse();
        assertThat(options.port()).isEmpty();
    }

    @Test
    void takesItsOptionsInAnyOrder() {
        var options = DemoOptions.of("--port", "8080", "--exit");

        assertThat(options.exit()).isTrue();
        assertThat(options.port()).hasValue(8080);
    }

    @Test
    void tellsWhatItIsAskedTo() {
        var options = DemoOptions.of("--tour", "--exit");

        assertThat(options.telling()).isEqualTo(Telling.TOUR);
        assertThat(options.exit()).isTrue();
        assertThat(DemoOptions.of("--no-story").telling()).isEqualTo(Telling.NOTHING);
    }

    @Test
    void takesPortZeroForAnyFreeOne() {
        assertThat(DemoOptions.of("--port", "0").port()).isEmpty();
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = DemoOptions.of("--port", Integer.toString(other.getLocalPort()));

            assertThatIllegalStateException()
                    .isThrownBy(options::requireFreePort)
                    .withMessage("port " + other.getLocalPort() + " is taken");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port 65536",
                "--port -1",
                "--port x",
                "--nope",
                "demo",
                "--tour --no-story"
            })
    void refusesWhatItDoesNotKnow(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> DemoOptions.of(line.split(" ", -1)));
    }
}
