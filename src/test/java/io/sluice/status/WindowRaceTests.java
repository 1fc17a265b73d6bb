package io.sluice.status;

import static io.sluice.status.FakeJournal.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.Journal.Positioned;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A window that is read while it takes in and lets go. */
class WindowRaceTests {

    private static final int EVENTS = 200_000;

    final Window window = new Window();

    @Test
    void givesTheNextEventOrNoneAndNeverALaterOne() {
        window.begin(0);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var reading = CompletableFuture.supplyAsync(this::firstSkipped, threads);
            var event = event(1);

            for (long it = 1; it <= EVENTS && !reading.isDone(); it++) {
                window.add(new Logged(new Positioned(it, event)));
                if (it % 3 == 0) {
                    window.forget(it - 2);
                }
            }

            assertThat(reading.orTimeout(20, TimeUnit.SECONDS).join()).isZero();
        }
    }

    /** The first event before which one was left out, although the floor said none was. */
    private long firstSkipped() {
        var position = 0L;
        while (position < EVENTS) {
            var next = window.after(position);
            if (next == null) {
                position = Math.max(position, window.floor());
            } else if (next.position() > position + 1) {
                return next.position();
            } else {
                position = next.position();
            }
        }
        return 0;
    }
}
