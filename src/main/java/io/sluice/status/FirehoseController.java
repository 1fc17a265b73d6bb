package io.sluice.status;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.Visitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Streams everything that happens to a merchant's payments to the merchant. */
@RestController
@Tag(name = "Streams")
class FirehoseController {

    private final Firehose firehose;

    FirehoseController(Firehose firehose) {
        this.firehose = firehose;
    }

    @GetMapping("/v1/stream")
    @Access(scope = "events:read")
    @Operation(
            summary = "Watch all payments",
            description =
                    "Server-sent events: retry, payment (id = a cursor of /v1/events) in the order"
                            + " they were committed, heartbeat comments without id, reauth when the"
                            + " token nears its end. With Last-Event-ID or last_event_id it goes on"
                            + " after that event; without one, or with one that was never given, it"
                            + " begins with what happens next.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    Mono<Void> stream(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "last_event_id", required = false) @Nullable String lastQueryId,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        var request =
                new FirehoseRequest(
                        caller,
                        EventCursors.lastHeard(lastEventId, lastQueryId).orElse(null),
                        Visitor.of(exchange.getRequest()));
        return firehose.serve(request, EventStream.to(exchange.getResponse()));
    }
}
