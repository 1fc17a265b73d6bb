package io.sluice.platform.sse;

/** Doors with room for whatever a test does. */
public final class DoorForTests {

    static final StreamLimits WIDE =
            new StreamLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

    private DoorForTests() {}

    public static Door wide() {
        return new Door(WIDE, System::nanoTime);
    }
}
