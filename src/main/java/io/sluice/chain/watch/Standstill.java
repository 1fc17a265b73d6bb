package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Lets time pass on a chain that makes no blocks: whoever still names the newest block we have read
 * knows of nothing after it.
 */
final class Standstill {

    private static final Logger log = LoggerFactory.getLogger(Standstill.class);

    /** Each note is a write, and nodes are asked more often than anybody needs one. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Recorder recorder;
    private final Mono<Void> guard;
    private final @Nullable Duration margin;

    private Instant noted = Instant.MIN;

    Standstill(Recorder recorder, Mono<Void> guard, @Nullable Duration margin) {
        this.recorder = recorder;
        this.guard = guard;
        this.margin = margin;
    }

    /** The cursor as it is, or read through a later time when enough operators still name it. */
    Mono<ChainView> note(ChainView cursor, Served served) {
        return margin == null
                ? Mono.just(cursor)
                : Mono.justOrEmpty(quietUntil(cursor, served, margin))
                        .flatMap(until -> rest(cursor, until, margin))
                        .defaultIfEmpty(cursor);
    }

    private Optional<Instant> quietUntil(ChainView cursor, Served served, Duration margin) {
        return Optional.ofNullable(served.agreed())
                .filter(tip -> tip.height() == cursor.height())
                .filter(tip -> tip.hash().equals(cursor.hash()))
                .map(tip -> tip.asked().minus(margin).truncatedTo(ChronoUnit.MILLIS))
                .filter(until -> !until.isBefore(cursor.readThrough().plus(STEP)))
                .filter(until -> !until.minus(STEP).isBefore(noted));
    }

    private Mono<ChainView> rest(ChainView cursor, Instant until, Duration margin) {
        return recorder.rest(guard, cursor, until, margin).doOnNext(_ -> noted = until);
    }

    /** What was read through is no proof when blocks tell an earlier time than that. */
    void endedBy(ReadBlock read, ChainView before) {
        var wasNoted = before.readThrough().isAfter(before.time());
        if (wasNoted && !read.block().time().isAfter(before.readThrough())) {
            log.warn(
                    "A block is older than what was read through: idle-margin is too short"
                            + " chain={} height={} time={} readThrough={}",
                    before.chain(),
                    read.block().height(),
                    read.block().time(),
                    before.readThrough());
        }
    }
}
