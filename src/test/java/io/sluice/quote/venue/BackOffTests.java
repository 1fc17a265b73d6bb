package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void doublesFromFiveSecondsToFiveMinutes() {
        var backOff = BackOff.NONE;

        for (var seconds : List.of(5, 10, 20, 40, 80, 160, 300, 300)) {
            backOff = backOff.after(List.of(new SourceFailure.Throttled(null)), NOON);
            assertThat(backOff.until()).isEqualTo(NOON.plusSeconds(seconds));
        }
    }

    @Test
    void neverComesBackBeforeItWasAskedTo() {
        var asked = new SourceFailure.Throttled(Duration.ofHours(1));

        var backOff = BackOff.NONE.after(List.of(asked, new SourceFailure.Throttled(null)), NOON);

        assertThat(backOff.resting(NOON.plusSeconds(3599))).isTrue();
        assertThat(backOff.resting(NOON.plusSeconds(3600))).isFalse();
    }

    @Test
    void staysAwayWhereItIsNotServed() {
        var backOff = BackOff.NONE.after(List.of(new SourceFailure.Barred()), NOON);

        assertThat(backOff.resting(NOON.plus(Duration.ofDays(3650)))).isTrue();
    }

    @Test
    void doesNotRestWithoutAReason() {
        assertThat(BackOff.NONE.resting(NOON)).isFalse();
    }
}
