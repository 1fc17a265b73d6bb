package io.sluice.platform.sse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the streams of this replica by what they tell: open ones, and why others ended. */
final class StreamMeters {

    private final MeterRegistry meters;
    private final Map<String, AtomicLong> open = new ConcurrentHashMap<>();

    StreamMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void opened(String name) {
        var _ = open.computeIfAbsent(name, this::gauge).incrementAndGet();
    }

    void closed(String name, Ending ending) {
        var _ = open.computeIfAbsent(name, this::gauge).decrementAndGet();
        Counter.builder("sluice.streams.ended")
                .tag("stream", name)
                .tag("reason", ending.word())
                .register(meters)
                .increment();
    }

    void turnedAway(Crowd why) {
        Counter.builder("sluice.streams.turned.away")
                .tag("reason", why.word())
                .register(meters)
                .increment();
    }

    private AtomicLong gauge(String name) {
        var count = new AtomicLong();
        Gauge.builder("sluice.streams.open", count, AtomicLong::get)
                .tag("stream", name)
                .register(meters);
        return count;
    }
}
