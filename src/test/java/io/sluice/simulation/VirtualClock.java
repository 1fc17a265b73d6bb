package io.sluice.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when the world says so. */
final class VirtualClock implements InstantSource {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = BEGINNING;

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** How old the world is. */
    double seconds() {
        return Duration.between(BEGINNING, now).toMillis() / 1000.0;
    }

    /** A replica's clock, which is a little off. */
    InstantSource off(Duration by) {
        return () -> now.plus(by);
    }
}
