package io.sluice.platform.sse;

/** Doors with room for whatever a test does. */
public final class DoorForTests {

    private static final int MANY = 1_000_000;

    private DoorForTests() {}

    public static Door wide() {
        return new Door(new StreamLimits(MANY, MANY, MANY, MANY, MANY), System::nanoTime);
    }
}
