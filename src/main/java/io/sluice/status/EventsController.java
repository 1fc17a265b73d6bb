package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.http.HttpStatus.BAD_REQUEST;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.Journal;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.platform.http.Cursors;
import io.sluice.platform.http.Page;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
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
                .map(page -> answer(Audience.of(caller), page, request));
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
                        .orElseThrow(EventsController::noCursorOfOurs);
    }

    private static Refused noCursorOfOurs() {
        return new Refused(
                Problem.of(BAD_REQUEST, "invalid-cursor", "This is not a cursor of this list"));
    }

    private static String cursor(JournalEvent last) {
        return Cursors.encode(LIST, List.of(Long.toString(last.version())));
    }

    /** The events go out as they were encoded once; only the page around them is made here. */
    private static ResponseEntity<byte[]> answer(
            Audience audience, Page<JournalEvent> page, ServerHttpRequest request) {
        var json = new ByteArrayOutputStream();
        json.writeBytes("{\"data\":[".getBytes(UTF_8));
        for (var i = 0; i < page.data().size(); i++) {
            json.writeBytes((i == 0 ? "" : ",").getBytes(UTF_8));
            json.writeBytes(audience.json(page.data().get(i)));
        }
        var next = page.nextCursor() == null ? "null" : "\"" + page.nextCursor() + "\"";
        json.writeBytes(
                "],\"has_more\":%s,\"next_cursor\":%s}"
                        .formatted(page.hasMore(), next)
                        .getBytes(UTF_8));
        return ResponseEntity.ok()
                .headers(page.answer(request).getHeaders())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.toByteArray());
    }

    /** Which part of the log is asked for. */
    private record Wanted(PaymentId payment, long after, int limit) {}
}
