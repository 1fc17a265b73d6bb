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

    private final EdgeLoad load;
    private final long pid;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();
    private int wrong;

    LoadedServer(URI url, long pid, int right, LongFunction<EdgeLoad.Call> calls) {
        this.load = new EdgeLoad(url, EdgeBench.AT_ONCE, right, calls);
        this.pid = pid;
    }

    void warmUp(Duration time) {
        wrong += load.closed(time).wrong();
    }

    void measure(Duration time) {
        var before = cpuSeconds();
        var outcome = load.closed(time);
        cpuMicros.add(MICROS * (cpuSeconds() - before) / outcome.answered());
        rates.add(outcome.perSecond());
        wrong += outcome.wrong();
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
