package io.sluice.quote.api;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.Visitor;
import io.sluice.quote.Rates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows what pairs are worth, and on whose word. */
@RestController
@Tag(name = "Rates")
class RateController {

    private final Rates rates;
    private final RateStreams streams;
    private final InstantSource clock;

    RateController(Rates rates, RateStreams streams, InstantSource clock) {
        this.rates = rates;
        this.streams = streams;
        this.clock = clock;
    }

    @GetMapping("/v1/rates")
    @Access(scope = "rates:read")
    @Operation(
            summary = "Read a rate and what each source said",
            description =
                    "503 with the diagnosis of every source while too few of them agree"
                            + " (rate-undecided) or the last rate is too old (rate-stale).")
    Mono<RateView> rate(
            @Parameter(example = "USDC") @RequestParam String base,
            @Parameter(example = "EUR") @RequestParam String quote) {
        return Mono.fromCallable(() -> {
            var pair = WantedPairs.require(rates, base, quote);
            return RateView.of(rates.rate(pair), clock.instant());
        });
    }

    @GetMapping("/v1/rates/stream")
    @Access(scope = "rates:read")
    @Operation(
            summary = "Watch rates",
            description =
                    "Server-sent events without ids: retry, rate (a rate as it is read), unavailable"
                            + " (why there is none), heartbeat comments, reauth when the token nears"
                            + " its end. Ages are as of when sources were asked. Whoever reads"
                            + " slowly skips to the newest.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    Mono<Void> stream(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Only rates of this base", example = "USDC")
                    @RequestParam(required = false)
                    @Nullable String base,
            @Parameter(description = "Only rates in this quote", example = "EUR")
                    @RequestParam(required = false)
                    @Nullable String quote,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return Mono.fromCallable(() -> WantedPairs.of(rates, base, quote))
                .flatMap(pairs ->
                        streams.serve(
                                caller,
                                Visitor.of(exchange.getRequest()),
                                pairs,
                                EventStream.to(exchange.getResponse())));
    }
}
