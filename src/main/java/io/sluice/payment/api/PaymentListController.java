package io.sluice.payment.api;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentStatus;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.PaymentListing;
import io.sluice.payment.ledger.PaymentListing.Filter;
import io.sluice.platform.http.Cursors;
import io.sluice.platform.http.Page;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lists a merchant's payments, newest first. */
@RestController
@Tag(name = "Payments")
class PaymentListController {

    private static final String LIST = "payments";
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private final PaymentListing payments;
    private final Assets assets;

    PaymentListController(PaymentListing payments, Assets assets) {
        this.payments = payments;
        this.assets = assets;
    }

    @GetMapping("/v1/payments")
    @Access(scope = "payments:read")
    @Operation(summary = "List payments, newest first")
    Mono<ResponseEntity<Page<PaymentView>>> list(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String asset,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(name = "created_after", required = false) @Nullable String after,
            @RequestParam(name = "created_before", required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return Mono.fromCallable(() ->
                        new Filter(
                                status(status),
                                spelled(asset),
                                reference,
                                instant("created_after", after),
                                instant("created_before", before),
                                position(cursor)))
                .flatMap(filter -> page(caller, filter, Page.limit(limit)))
                .map(page -> page.answer(request));
    }

    private Mono<Page<PaymentView>> page(Caller caller, Filter filter, int limit) {
        return payments.list(caller.merchant(), filter, limit + 1)
                .collectList()
                .map(rows -> Page.of(rows, limit, PaymentListController::cursor));
    }

    private static String cursor(PaymentView last) {
        return Cursors.encode(LIST, List.of(last.id()));
    }

    private static @Nullable String position(@Nullable String cursor) {
        return cursor == null ? null : Cursors.decode(LIST, 1, cursor).getFirst();
    }

    private static @Nullable String status(@Nullable String status) {
        if (status != null && !PaymentStatus.WORDS.contains(status)) {
            throw invalid("The parameter status is not one a payment can have");
        }
        return status;
    }

    /** As payments name it; as it came when it is listed no more, for there may be payments. */
    private @Nullable String spelled(@Nullable String asset) {
        try {
            return asset == null ? null : assets.require(asset).id();
        } catch (ChainFailure.UnknownAsset unlisted) {
            return asset;
        }
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : kept(Instant.parse(text));
        } catch (DateTimeException malformed) {
            throw invalid("The parameter %s must be like 2026-01-31T12:00:00Z".formatted(name));
        }
    }

    /** Java knows times that PostgreSQL cannot keep. */
    private static Instant kept(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new DateTimeException("no time that the database can keep");
        }
        return instant;
    }

    private static Refused invalid(String detail) {
        return new Refused(Problem.of(BAD_REQUEST, "invalid-request", detail));
    }
}
