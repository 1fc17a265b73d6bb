package io.sluice.quote.api;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.money.Asset;
import io.sluice.money.Price;
import io.sluice.platform.http.FieldErrors;
import io.sluice.platform.http.Idempotency;
import io.sluice.platform.http.IdempotentRequest;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import io.sluice.quote.AskedPrice;
import io.sluice.quote.Quote;
import io.sluice.quote.Quotes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Promises an amount of an asset for a price, and shows what was promised. */
@RestController
@Tag(name = "Rates")
class QuoteController {

    private static final Duration USUAL = Duration.ofMinutes(15);
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofHours(1);

    private final Idempotency idempotency;
    private final Quotes quotes;
    private final Assets assets;
    private final InstantSource clock;

    QuoteController(Idempotency idempotency, Quotes quotes, Assets assets, InstantSource clock) {
        this.idempotency = idempotency;
        this.quotes = quotes;
        this.assets = assets;
        this.clock = clock;
    }

    @PostMapping("/v1/quotes")
    @Access(scope = "quotes:write")
    @Operation(
            summary = "Get a signed quote",
            description =
                    "The quotes of payments are made with the payments; this is one by itself.")
    @ApiResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = QuoteView.class)))
    Mono<ResponseEntity<byte[]>> quote(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody QuoteRequest request) {
        return idempotency.once(
                new IdempotentRequest(caller.name(), "POST /v1/quotes", key, request),
                Mono.fromCallable(() -> offer(request))
                        .delayUntil(it -> quotes.store(caller.merchant(), it))
                        .map(QuoteController::created));
    }

    @GetMapping("/v1/quotes/{id}")
    @Access(scope = "rates:read")
    @Operation(summary = "Read a quote, also one of a payment")
    Mono<QuoteView> find(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id) {
        return quotes.find(caller.merchant(), id)
                .map(QuoteView::of)
                .switchIfEmpty(Mono.error(QuoteController::notFound));
    }

    private Quote offer(QuoteRequest request) {
        var errors = new FieldErrors();
        var price = AskedPrice.read(request.price(), errors);
        errors.require(request.asset() != null, "/asset", "is required");
        var validFor = errors.duration("/valid_for", request.validFor(), LEAST, MOST);
        errors.refuseIfAny();
        return offer(
                Objects.requireNonNull(price),
                asset(Objects.requireNonNull(request.asset())),
                Objects.requireNonNullElse(validFor, USUAL),
                Boolean.TRUE.equals(request.atMarket()));
    }

    private Quote offer(Price price, Asset asset, Duration validFor, boolean atMarket) {
        var validUntil = clock.instant().plus(validFor);
        return atMarket
                ? quotes.offerAtMarket(price, asset, validUntil)
                : quotes.offer(price, asset, validUntil);
    }

    private Asset asset(String id) {
        try {
            return assets.require(id);
        } catch (ChainFailure.UnknownAsset unknown) {
            var status = HttpStatus.UNPROCESSABLE_CONTENT;
            var detail = "This asset is not taken here";
            throw new Refused(Problem.at("/asset", status, "unknown-asset", detail));
        }
    }

    private static ResponseEntity<QuoteView> created(Quote quote) {
        return ResponseEntity.created(URI.create("/v1/quotes/" + quote.id()))
                .body(QuoteView.of(quote));
    }

    private static Refused notFound() {
        return new Refused(
                Problem.of(HttpStatus.NOT_FOUND, "quote-not-found", "There is no such quote"));
    }
}
