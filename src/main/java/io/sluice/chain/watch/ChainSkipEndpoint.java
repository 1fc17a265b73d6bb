package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.money.ChainId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For operators, on the management port: where chains are stuck, and going on without a block. */
@Component
@Endpoint(id = "chainskip")
final class ChainSkipEndpoint {

    private static final int CONFLICT = 409;

    private final ChainProperties properties;
    private final Readers readers;
    private final GapStore gaps;
    private final Skips skips;

    ChainSkipEndpoint(
            ChainProperties properties,
            Readers readers,
            GapStore gaps,
            CursorStore cursors,
            Corrections corrections) {
        this.properties = properties;
        this.readers = readers;
        this.gaps = gaps;
        this.skips = new Skips(cursors, corrections);
    }

    /** The block each chain is stuck at, and its lowest gap; nothing of chains without either. */
    @ReadOperation
    public Mono<Map<String, Trouble>> troubles() {
        return Flux.fromIterable(properties.chains())
                .concatMap(network -> gaps.trouble(network.id()))
                .collectMap(it -> it.chain().value());
    }

    /** Skips a block; refuses any but the one the chain is stuck at. */
    @WriteOperation
    public Mono<WebEndpointResponse<Map<String, Object>>> skip(
            String chain, long height, @Nullable String hash, String note) {
        return Mono.fromCallable(() -> network(chain))
                .flatMap(it -> skips.skip(it.id(), readers.of(it), height, hash, note))
                .map(ChainSkipEndpoint::skipped)
                .onErrorResume(
                        SkipRefused.class,
                        it -> Mono.just(refused(Objects.requireNonNull(it.getMessage()))));
    }

    private Network network(String chain) {
        return properties.chains().stream()
                .filter(it -> it.id().value().equals(chain))
                .findFirst()
                .orElseThrow(() -> new SkipRefused("there is no such chain"));
    }

    private static WebEndpointResponse<Map<String, Object>> skipped(ChainView gap) {
        return new WebEndpointResponse<>(
                Map.of("chain", gap.chain().value(), "skipped", gap.height(), "hash", gap.hash()));
    }

    private static WebEndpointResponse<Map<String, Object>> refused(String reason) {
        return new WebEndpointResponse<>(Map.of("refused", reason), CONFLICT);
    }

    /**
     * What keeps a chain from being read, or from being final.
     *
     * @param stuckAt height of the block that cannot be read
     * @param gap height of the lowest block that was skipped, and still is to be read
     */
    record Trouble(ChainId chain, @Nullable Long stuckAt, @Nullable Long gap) {}
}
