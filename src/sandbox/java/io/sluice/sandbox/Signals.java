package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Has other processes stand still for a while, with everything they hold open. */
final class Signals {

    private Signals() {}

    static void pause(long pid) {
        send("STOP", pid);
    }

    static void resume(long pid) {
        send("CONT", pid);
    }

    private static void send(String name, long pid) {
        try {
            var failed = new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor() != 0;
            if (failed) {
                throw new IllegalStateException("No process takes %s: %d".formatted(name, pid));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
