package io.sluice.chain.nodes;

import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where an operator sees why nodes are in quarantine, and lifts that; on the management port. */
@Component
@Endpoint(id = "nodes")
class NodesEndpoint {

    private static final int SHOWN = 100;

    private final Quarantines quarantines;

    NodesEndpoint(Quarantines quarantines) {
        this.quarantines = quarantines;
    }

    /** What was ever held against nodes, the newest first, and what they cannot do. */
    @ReadOperation
    Mono<Shown> nodes() {
        return quarantines.newest(SHOWN).map(it -> new Shown(it, quarantines.lacking()));
    }

    /** Gives {@code node} its say back; {@code because} stays on record. */
    @WriteOperation
    Mono<WebEndpointResponse<Map<String, Boolean>>> lift(
            @Selector String chain, @Selector String node, String because) {
        return because.isBlank()
                ? Mono.just(new WebEndpointResponse<>(WebEndpointResponse.STATUS_BAD_REQUEST))
                : quarantines.lift(chain, node, because).map(NodesEndpoint::answer);
    }

    /**
     * All nodes of all chains.
     *
     * @param lacking what each said of late to this replica that it cannot do
     */
    record Shown(List<Quarantine> quarantines, List<Lacking> lacking) {}

    private static WebEndpointResponse<Map<String, Boolean>> answer(boolean lifted) {
        return new WebEndpointResponse<>(
                Map.of("lifted", lifted),
                lifted ? WebEndpointResponse.STATUS_OK : WebEndpointResponse.STATUS_NOT_FOUND);
    }
}
