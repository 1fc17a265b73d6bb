package io.sluice.status;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.Journal;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.platform.http.Cursors;
import io.sluice.platform.http.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was said about one payment, to be read at one's own pace. */
@RestController
@Tag(name = "Streams")
class EventsController {

    private static final String LIST = "payment-events";

    private final StreamAccess access;
    private final Journal journal;

    EventsController(StreamAccess access, Journal journal) {
        this.access = access;
        this.journal = journal;
    }

    @GetMapping("/v1/payments/{id}/events")
    @Access(scope = "payments:read", payer = true)
    @Operation(summary = "List the events of a payment")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    Mono<ResponseEntity<byte[]>> events(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return Mono.fromCallable(() -> new Wanted(id, version(cursor), Page.limit(limit)))
                .delayUntil(_ -> access.require(caller, id))
                .flatMap(this::read)
                .map(page -> EventPages.answer(page, Audience.of(caller), request, "cursor"));
    }

    private Mono<Page<JournalEvent>> read(Wanted wanted) {
        return journal.after(wanted.payment(), wanted.after(), wanted.limit() + 1)
                .collectList()
                .map(events -> Page.of(events, wanted.limit(), EventsController::cursor));
    }

    private static long version(@Nullable String cursor) {
        return cursor == null
                ? 0
                : LastEventId.of(Cursors.decode(LIST, 1, cursor).getFirst(), null)
                        .orElseThrow(Cursors::refusal);
    }

    private static String cursor(JournalEvent last) {
        return Cursors.encode(LIST, List.of(Long.toString(last.version())));
    }

    /** Which part of the log is asked for. */
    private record Wanted(PaymentId payment, long after, int limit) {}
}
