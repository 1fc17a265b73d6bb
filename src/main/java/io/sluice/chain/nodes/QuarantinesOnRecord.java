package io.sluice.chain.nodes;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets whoever believes nodes wait until this replica knows which of them were caught lying before
 * it was started.
 */
@Component
public final class QuarantinesOnRecord {

    private final Sinks.Empty<Void> known = Sinks.empty();

    /** Completes once they hold here too. */
    public Mono<Void> known() {
        return known.asMono();
    }

    void areKnown() {
        // Every time but the first says nothing new.
        var _ = known.tryEmitEmpty();
    }
}
