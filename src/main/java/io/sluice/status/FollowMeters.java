package io.sluice.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.platform.cluster.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Measures how what happens to payments comes to those who listen here. */
final class FollowMeters {

    /** How this replica came to know of an event that somebody listens for. */
    enum Net {
        /** By a message: the fast way. */
        MESSAGE,
        /** By a sweep of the journal, for no message had told it before. */
        SWEEP,
        /** By a read for one payment: of somebody who began to listen. */
        READ
    }

    /** What a client got that connected. */
    enum Resume {
        /** The newest state: it named no version. */
        FRESH,
        /** What came after the version that it named. */
        RESUMED,
        /** Nothing, for it has the last event there will be. */
        COMPLETE,
        /** The newest state: the version that it named is none yet. */
        UNKNOWN
    }

    /** Fixed ones: a histogram that grows makes those wait who record. */
    private static final Duration[] BUCKETS =
            LongStream.of(1, 2, 5, 10, 15, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final InstantSource clock;
    private final Timer delay;
    private final Timer latency;
    private final Counter conflated;
    private final Map<Net, Counter> learned = new EnumMap<>(Net.class);
    private final Map<Resume, Counter> resumes = new EnumMap<>(Resume.class);

    FollowMeters(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        latency =
                Timer.builder("sluice.stream.latency")
                        .description(
                                "from when an event was made to its being written; clocks of"
                                        + " two replicas may differ")
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters);
        delay =
                Timer.builder("sluice.stream.delay")
                        .description("from when a replica learns of an event to its being written")
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters);
        conflated = meters.counter("sluice.stream.conflated");
        for (var net : Net.values()) {
            learned.put(net, meters.counter("sluice.stream.learned", "by", word(net)));
        }
        for (var resume : Resume.values()) {
            resumes.put(resume, meters.counter("sluice.stream.connects", "resume", word(resume)));
        }
    }

    /**
     * A client is told of what this replica learned {@code sinceNanos}, and not of some before.
     *
     * @param event its id, which says when it was made: right before it was committed
     */
    void told(String event, long sinceNanos, long skipped) {
        Ids.madeAt(event)
                .map(it -> Duration.between(it, clock.instant()))
                .filter(it -> !it.isNegative())
                .ifPresent(latency::record);
        delay.record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
        conflated.increment((double) skipped);
    }

    void learned(Net net) {
        Objects.requireNonNull(learned.get(net)).increment();
    }

    void connected(Resume resume) {
        Objects.requireNonNull(resumes.get(resume)).increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
