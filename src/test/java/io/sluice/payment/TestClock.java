package io.sluice.payment;

import io.sluice.payment.derivation.World;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes when the test says. */
public final class TestClock implements InstantSource {

    private volatile Instant now = World.OPENED;

    @Override
    public Instant instant() {
        return now;
    }

    public void at(Instant then) {
        now = then;
    }
}
