package io.sluice.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Says what happens, and when. */
public final class Narrator {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final PrintStream out;
    private final Instant start = Instant.now();

    Narrator(PrintStream out) {
        this.out = out;
    }

    public void say(String what) {
        var now = Instant.now();
        var elapsed = Duration.between(start, now).toMillis() / 1000.0;
        out.printf("%s  +%6.2fs  %s%n", TIME.format(now), elapsed, what);
    }

    /** Shows lines as they are, set off from what was said before. */
    public void show(String lines) {
        out.println();
        out.println(lines);
    }
}
