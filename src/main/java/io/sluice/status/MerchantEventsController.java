package io.sluice.status;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.Journal.Positioned;
import io.sluice.payment.JournalEvent;
import io.sluice.platform.http.Cursors;
import io.sluice.platform.http.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was said about all payments of a merchant, to be read at one's own pace. */
@RestController
@Tag(name = "Streams")
class MerchantEventsController {

    private final Journal journal;

    MerchantEventsController(Journal journal) {
        this.journal = journal;
    }

    @GetMapping("/v1/events")
    @Access(scope = "events:read")
    @Operation(
            summary = "List the events of all payments",
            description =
                    "In the order they were committed, and the same bytes as on /v1/stream."
                            + " next_cursor is always there: asked with it again, the last page"
                            + " tells what came later. The id of an event on the stream is a"
                            + " cursor, too.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    Mono<ResponseEntity<byte[]>> events(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Parameter(description = "A cursor; without it the list starts with the first event")
                    @RequestParam(required = false)
                    @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return Mono.fromCallable(() -> new Wanted(asked(after), Page.limit(limit)))
                .zipWith(StreamAccess.requireMerchant(caller))
                .flatMap(both -> read(both.getT1(), both.getT2()))
                .map(page -> EventPages.answer(page, Audience.MERCHANT, request, "after"));
    }

    private Mono<Page<JournalEvent>> read(Wanted wanted, MerchantId merchant) {
        return journal.newest()
                .map(wanted::start)
                .flatMap(start -> read(merchant, start, wanted.limit()))
                .map(page -> page.map(Positioned::event));
    }

    private Mono<Page<Positioned>> read(MerchantId merchant, Mark start, int limit) {
        return journal.ofMerchant(merchant, start.position(), limit + 1)
                .collectList()
                .map(rows ->
                        Page.ofGrowing(
                                rows,
                                limit,
                                last -> EventCursors.text(last.in(start.journal())),
                                EventCursors.text(start)));
    }

    private static @Nullable Mark asked(@Nullable String after) {
        return after == null ? null : EventCursors.parse(after);
    }

    /** Which part of the log is asked for; null for its beginning. */
    private record Wanted(@Nullable Mark after, int limit) {

        private Mark start(Mark newest) {
            if (after == null) {
                return new Mark(newest.journal(), 0);
            }
            if (!EventCursors.isReached(after, newest)) {
                throw Cursors.refusal();
            }
            return after;
        }
    }
}
