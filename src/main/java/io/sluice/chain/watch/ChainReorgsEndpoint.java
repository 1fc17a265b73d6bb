package io.sluice.chain.watch;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** For operators, on the management port: how deep chains were reorganised, and no longer are. */
@Component
@Endpoint(id = "chainreorgs")
final class ChainReorgsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(ChainReorgsEndpoint.class);

    private final PostgresReorgs reorgs;

    ChainReorgsEndpoint(PostgresReorgs reorgs) {
        this.reorgs = reorgs;
    }

    /** How many blocks of each chain went away at most at once; nothing of those that lost none. */
    @ReadOperation
    public Mono<Map<String, Long>> deepest() {
        return reorgs.deepest();
    }

    /** Has new choices on {@code chain} ask for no more than is configured. */
    @WriteOperation
    public Mono<Map<String, Boolean>> forget(String chain) {
        return reorgs.forget(chain)
                .doOnNext(_ -> log.warn("Deep reorgs are forgotten chain={}", chain))
                .map(forgotten -> Map.of("forgotten", forgotten));
    }
}
