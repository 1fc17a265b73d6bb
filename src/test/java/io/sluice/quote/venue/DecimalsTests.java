package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DecimalsTests {

    /** Whatever else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final JsonMapper json = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "0.92510", "73380.60000", "999999999999999.999999999999999999"})
    void readsPlainDecimalsExactly(String text) {
        var node = json.readTree("{\"bid\": \"" + text + "\"}");

        assertThat(Decimals.require(node, "/bid").toPlainString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1e-7\"",
                "\"1E5\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"-1\"",
                "\"+1\"",
                "\"\"",
                "\" 1\"",
                "\"1,5\"",
                "\"01\"",
                "\"1.\"",
                "\".5\"",
                "\"0x10\"",
                "\"١\"",
                "\"1000000000000000\"",
                "\"0.0000000000000000001\"",
                "1.5",
                "1e100000000",
                "true",
                "null",
                "[\"1\"]",
                "{}"
            })
    void refusesEverythingElse(String value) {
        var node = json.readTree("{\"bid\": " + value + "}");

        assertThatThrownBy(() -> Decimals.require(node, "/bid"))
                .isInstanceOf(SourceFailure.Unusable.class)
                .hasMessageContaining("/bid");
    }

    @Test
    void spendsNoTimeOnAbsurdNumbers() {
        var node = json.readTree("{\"bid\": \"" + "9".repeat(200_000) + "\"}");

        var start = CPU.getCurrentThreadCpuTime();
        assertThatThrownBy(() -> Decimals.require(node, "/bid"))
                .isInstanceOf(SourceFailure.Unusable.class);

        assertThat(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - start))
                .isLessThan(Duration.ofMillis(100));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Decimals.require(json.readTree("{}"), "/bid"))
                .hasMessage("left out /bid");
    }
}
