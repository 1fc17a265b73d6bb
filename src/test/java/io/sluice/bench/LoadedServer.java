package io.sluice.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** A server under load, and what its process works for that. */
final class LoadedServer {

    private static final double MICROS = 1e6;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int MOST_ROUNDS = 24;
    private static final int ROUNDS_IN_VAIN = 3;
    private static final double CHEAPER = 0.97;

    private final EdgeLoad load;
    private final long pid;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();
    private int wrong;

    LoadedServer(URI url, long pid, int right, LongFunction<EdgeLoad.Call> calls) {
        this.load = new EdgeLoad(url, EdgeBench.AT_ONCE, right, calls);
        this.pid = pid;
    }

    /** Until an answer does not cost less than before: what runs by then is compiled. */
    void warmUp() {
        var best = Double.MAX_VALUE;
        var inVain = 0;
        for (var round = 0; round < MOST_ROUNDS && inVain < ROUNDS_IN_VAIN; round++) {
            var cost = cost(ROUND);
            inVain = cost < best * CHEAPER ? 0 : inVain + 1;
            best = Math.min(best, cost);
        }
        cpuMicros.clear();
        rates.clear();
    }

    void measure(Duration time) {
        var _ = cost(time);
    }

    private double cost(Duration time) {
        var before = cpuSeconds();
        var outcome = load.closed(time);
        var cost = MICROS * (cpuSeconds() - before) / outcome.answered();
        cpuMicros.add(cost);
        rates.add(outcome.perSecond());
        wrong += outcome.wrong();
        return cost;
    }

    EdgeLoad.Outcome open(double perSecond, Duration time) {
        return load.open(perSecond, time);
    }

    /** The median of what was measured. */
    double perSecond() {
        return median(rates);
    }

    /** Of its whole process, what it does in the background included; the median. */
    double cpuMicros() {
        return median(cpuMicros);
    }

    int wrong() {
        return wrong;
    }

    private double cpuSeconds() {
        return Objects.requireNonNull(ServerProcess.now(OptionalLong.of(pid))).cpuSeconds();
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }
}
