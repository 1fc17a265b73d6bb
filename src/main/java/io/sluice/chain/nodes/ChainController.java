package io.sluice.chain.nodes;

import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.merchant.Access;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the chains and their nodes are doing, as whoever watches them reports it. */
@RestController
@Tag(name = "Chains")
class ChainController {

    private final ChainProperties properties;
    private final PostgresReports reports;

    ChainController(ChainProperties properties, PostgresReports reports) {
        this.properties = properties;
        this.reports = reports;
    }

    @GetMapping("/v1/chains")
    @Access(scope = "assets:read")
    @Operation(summary = "Show how far each chain is, how far it was read, and how its nodes do")
    Mono<Listing> chains() {
        return reports.all().collectMap(Reported::chain).map(this::listing);
    }

    private Listing listing(Map<String, Reported> reported) {
        return new Listing(properties.chains().stream().map(it -> status(it, reported)).toList());
    }

    private static ChainStatus status(Network network, Map<String, Reported> reported) {
        var id = network.id().value();
        return ChainStatus.of(network, reported.getOrDefault(id, Reported.nothing(id)));
    }

    /** All chains; the list is short, so it has no pages. */
    record Listing(List<ChainStatus> chains) {}
}
