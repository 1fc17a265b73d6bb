package io.sluice.chain.watch;

import io.sluice.chain.rpc.Undecided;
import io.sluice.money.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Says it once when a chain cannot be read further, and once when it can again. */
final class Stall {

    private static final Logger log = LoggerFactory.getLogger(Stall.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChainId chain;
    private final InstantSource clock;
    private @Nullable Instant since;
    private boolean waiting;
    private boolean halted;

    Stall(ChainId chain, InstantSource clock) {
        this.chain = chain;
        this.clock = clock;
    }

    /** Too few nodes agree: usual for a moment, worth a look when it lasts. */
    <T> Mono<T> wait(Undecided undecided) {
        if (since == null) {
            since = clock.instant();
        }
        if (!waiting && lasts()) {
            waiting = true;
            log.warn(
                    "A chain is not read further chain={} because={}",
                    chain,
                    undecided.getMessage());
        }
        return Mono.empty();
    }

    /** Whether the chain was not read further for longer than is usual. */
    boolean lasts() {
        return since != null && since.plus(PATIENCE).isBefore(clock.instant());
    }

    /** A block was taken in: a chain that is read, however slowly, does not stand still. */
    void progressed() {
        since = null;
    }

    /**
     * Nothing more is read until the chain has its final block again, or a person decides. Said
     * also when it began with nodes that did not agree, as it mostly does.
     */
    <T> Mono<T> halt(FinalBlockGone gone) {
        if (!halted) {
            halted = true;
            log.error("A chain is halted chain={} because={}", chain, gone.getMessage());
        }
        return Mono.empty();
    }

    /** The chain was read to its head. */
    void over() {
        if (waiting || halted) {
            log.info("A chain is read again chain={}", chain);
        }
        since = null;
        waiting = false;
        halted = false;
    }
}
