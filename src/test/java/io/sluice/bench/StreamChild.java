package io.sluice.bench;

import com.sun.management.OperatingSystemMXBean;
import io.sluice.status.StreamsForBench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/** A server of streams in a process of its own, which does what its parent writes to it. */
public final class StreamChild {

    private static final double NANOS = 1e9;

    private StreamChild() {}

    /** Serves {@code bare} streams of so many payments, or ours by a route. */
    public static void main(String[] args) throws IOException {
        var payments = Integer.parseInt(args[1]);
        if (args[0].equals("bare")) {
            var bare = new BareStreams(payments);
            serve(bare.port(), bare::happened, bare::open);
        } else {
            var ours = StreamsForBench.of(args[0], payments);
            serve(ours.url(0).getPort(), ours.happenings(), ours::open);
        }
    }

    private static void serve(int port, ObjLongConsumer<Integer> happened, LongSupplier open)
            throws IOException {
        System.out.println("port " + port);
        var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = words.readLine(); line != null; line = words.readLine()) {
            System.out.println(answer(line.split(" ", -1), happened, open));
        }
        System.exit(0);
    }

    private static String answer(
            String[] words, ObjLongConsumer<Integer> happened, LongSupplier open) {
        return switch (words[0]) {
            case "heap" -> "heap " + heap();
            case "open" -> "open " + open.getAsLong();
            case "cpu" -> "cpu " + cpuNanos();
            case "emit" -> {
                emit(
                        number(words[1]),
                        number(words[2]),
                        number(words[3]),
                        number(words[4]),
                        happened);
                yield "emitted " + words[1];
            }
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** What still lives once nothing more goes away: closed connections are not gone at once. */
    private static long heap() {
        var before = Long.MAX_VALUE;
        var now = collected();
        while (now < before - before / 200) {
            LockSupport.parkNanos((long) NANOS);
            before = now;
            now = collected();
        }
        return now;
    }

    private static long collected() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    /** At a rate that does not care whether anybody keeps up, to payments in their turn. */
    private static void emit(
            int count, int perSecond, int from, int to, ObjLongConsumer<Integer> happened) {
        var start = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var due = start + (long) (i * NANOS / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            happened.accept(from + i % (to - from), due);
        }
    }
}
