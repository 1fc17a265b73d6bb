package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.Journal;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
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

    private static final int LIMIT = 200;

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
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LIMIT) {
            return Mono.error(() -> new StatusFailure.BadPage("limit is 1 to " + LIMIT));
        }
        return Mono.fromCallable(() -> version(cursor))
                .flatMap(after -> page(caller, id, after, limit));
    }

    private Mono<ResponseEntity<byte[]>> page(Caller caller, PaymentId id, long after, int limit) {
        return access.require(caller, id)
                .flatMap(audience ->
                        journal.after(id, after, limit + 1)
                                .collectList()
                                .map(events -> answer(audience, id, events, limit)));
    }

    private static long version(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        return LastEventId.of(cursor, null)
                .orElseThrow(() -> new StatusFailure.BadPage("the cursor is none of ours"));
    }

    private static ResponseEntity<byte[]> answer(
            Audience audience, PaymentId id, List<JournalEvent> events, int limit) {
        var more = events.size() > limit;
        var page = more ? events.subList(0, limit) : events;
        var answer = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        if (!more) {
            return answer.body(json(audience, page, "null"));
        }
        var next = page.getLast().version();
        return answer.header(
                        "Link",
                        "</v1/payments/%s/events?limit=%d&cursor=%d>; rel=\"next\""
                                .formatted(id, limit, next))
                .body(json(audience, page, "\"" + next + "\""));
    }

    private static byte[] json(Audience audience, List<JournalEvent> page, String next) {
        var json = new ByteArrayOutputStream();
        json.writeBytes("{\"data\":[".getBytes(UTF_8));
        for (var i = 0; i < page.size(); i++) {
            json.writeBytes((i == 0 ? "" : ",").getBytes(UTF_8));
            json.writeBytes(audience.json(page.get(i)));
        }
        var more = !next.equals("null");
        json.writeBytes(
                "],\"has_more\":%s,\"next_cursor\":%s}".formatted(more, next).getBytes(UTF_8));
        return json.toByteArray();
    }
}
