package io.sluice.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastEventIdTests {

    @Test
    void prefersTheHeader() {
        assertThat(LastEventId.of("7", "3")).hasValue(7);
        assertThat(LastEventId.of("", "3")).hasValue(3);
        assertThat(LastEventId.of(null, "3")).hasValue(3);
        assertThat(LastEventId.of(null, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "+1",
                "01",
                "1.0",
                "1e3",
                "abc",
                " 1",
                "1\n",
                "٣",
                "9999999999999999999",
                "18446744073709551617"
            })
    void takesWhatCannotBeAVersionForNothing(String said) {
        assertThat(LastEventId.of(said, null)).isEmpty();
    }
}
