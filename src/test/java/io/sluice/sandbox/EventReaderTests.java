package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class EventReaderTests {

    @Test
    void readsEventsAndPassesOverTheRest() {
        var stream =
                """
                retry: 2350

                event: snapshot
                id: 7
                data: {"a":1}

                : hb

                event: progress
                data: {"b":2}

                """;

        try (var events = new EventReader(stream.lines())) {
            assertThat(events.next())
                    .isEqualTo(new EventReader.Event("snapshot", "7", "{\"a\":1}"));
            assertThat(events.next()).isEqualTo(new EventReader.Event("progress", "", "{\"b\":2}"));
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(events::next);
        }
    }
}
