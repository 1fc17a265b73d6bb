package io.sluice.platform.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * Says once for each cause that a job fails, and calls for a person when it goes on failing: a job
 * is tried about every second, and a line for each trial would tell nobody anything.
 */
final class JobTrouble {

    private static final Logger log = LoggerFactory.getLogger(JobTrouble.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** After as long without a failure the next one is news again. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final String name;
    private final InstantSource clock;
    private final Set<Class<?>> said = new HashSet<>();
    private Instant since = Instant.MIN;
    private Instant last = Instant.MIN;
    private boolean lasting;

    JobTrouble(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    /** The job failed, and will start again. */
    Flux<Void> reported(Throwable failure) {
        var now = clock.instant();
        if (last.plus(QUIET).isBefore(now)) {
            since = now;
            lasting = false;
            said.clear();
        }
        last = now;
        if (said.add(failure.getClass())) {
            log.warn("The job under a lease failed and will start again: name={}", name, failure);
        }
        if (!lasting && since.plus(PATIENCE).isBefore(now)) {
            lasting = true;
            log.error("The job under a lease fails again and again: name={}", name, failure);
        }
        return Flux.empty();
    }
}
