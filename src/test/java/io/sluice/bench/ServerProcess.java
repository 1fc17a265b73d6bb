package io.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a process has used so far, as Linux says.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record ServerProcess(double cpuSeconds, long memoryBytes) {

    /** The kernel counts in hundredths of a second for programs, whatever it counts in itself. */
    private static final double TICKS = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Null where no process is given. */
    static @Nullable ServerProcess now(OptionalLong id) {
        if (id.isEmpty()) {
            return null;
        }
        var place = Path.of("/proc", Long.toString(id.getAsLong()));
        try {
            var stat = Files.readString(place.resolve("stat"));
            // The program's name comes before, in parentheses, and may have spaces.
            var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            var ticks =
                    Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME));
            return new ServerProcess(ticks / TICKS, memory(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long memory(Path place) throws IOException {
        return Files.readAllLines(place.resolve("status")).stream()
                .filter(it -> it.startsWith("VmRSS:"))
                .mapToLong(it -> 1024 * Long.parseLong(it.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
