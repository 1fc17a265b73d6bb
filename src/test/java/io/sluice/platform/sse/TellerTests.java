package io.sluice.platform.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Who reads slowly is told on; who reads nothing is given up. */
class TellerTests {

    /** Whether the client has taken what was written. */
    private boolean room;

    private final Lines lines = new Lines();
    private final Teller teller = new Teller(lines, () -> room);
    private final List<String> heard = new ArrayList<>();
    private final Disposable hearing =
            teller.frames()
                    .concatMap(it -> it, 1)
                    .subscribe(it -> heard.add(new String(it, UTF_8)));

    @AfterEach
    void hangUp() {
        hearing.dispose();
    }

    @Test
    void isNotStuckWhileItsClientTakesAFrameBetweenBeats() {
        for (var beat = 0; beat < 50; beat++) {
            takes("frame " + beat);
            teller.beat(1_000);
            assertThat(teller.isSlow()).isFalse();
        }

        assertThat(heard).hasSize(50);
        assertThat(teller.isStuck()).isFalse();
    }

    @Test
    void isNotStuckWhenItsClientTakesAFrameInEveryNinthBeat() {
        for (var frame = 0; frame < 5; frame++) {
            beats(9);
            assertThat(teller.isSlow()).isTrue();
            assertThat(teller.isStuck()).isFalse();
            takes("frame " + frame);
            teller.beat(1_000);
            assertThat(teller.isSlow()).isFalse();
        }
    }

    @Test
    void isStuckAfterTenBeatsInWhichItsClientTookNothing() {
        takes("the last");
        teller.beat(1_000);

        beats(9);
        assertThat(teller.isStuck()).isFalse();
        beats(1);
        assertThat(teller.isStuck()).isTrue();
    }

    @Test
    void isNotStuckWhenThereIsNothingToTake() {
        room = true;

        beats(100);

        assertThat(teller.isStuck()).isFalse();
    }

    @Test
    void isStuckWhenItsLastWordsAreNotTaken() {
        teller.finish("bye".getBytes(UTF_8));

        beats(10);

        assertThat(heard).isEmpty();
        assertThat(teller.isStuck()).isTrue();
    }

    private void takes(String frame) {
        lines.all.add(frame);
        room = true;
        teller.wake();
        room = false;
        assertThat(heard).endsWith(frame);
    }

    private void beats(int count) {
        for (var beat = 0; beat < count; beat++) {
            teller.beat(1_000);
        }
    }

    /** One line after the other. */
    private static final class Lines implements Story {

        private final Queue<String> all = new ArrayDeque<>();

        @Override
        public String name() {
            return "lines";
        }

        @Override
        public byte @Nullable [] next() {
            var line = all.poll();
            return line == null ? null : line.getBytes(UTF_8);
        }

        @Override
        public @Nullable Mono<Void> missing() {
            return null;
        }
    }
}
