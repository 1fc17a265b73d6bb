package io.sluice.status;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.merchant.TicketRefused;
import io.sluice.payment.PaymentId;
import io.sluice.platform.http.TicketRequest;
import io.sluice.platform.keys.Secret;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.Visitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Streams a payment to whoever watches it. */
@RestController
@Tag(name = "Streams")
class StreamController {

    private final Streams streams;

    StreamController(Streams streams) {
        this.streams = streams;
    }

    @GetMapping("/v1/payments/{id}/stream")
    @Access(scope = "payments:read", payer = true, ticket = true)
    @Operation(
            summary = "Watch a payment",
            description =
                    "Server-sent events: retry, snapshot (id = version), payment (id = version),"
                            + " progress and heartbeat comments without id, reauth when the token"
                            + " nears its end, end when the payment is closed, or when another"
                            + " connection took its ticket over.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "204",
            description = "The payment is closed, and the client has its last event",
            content = @Content)
    Mono<Void> stream(
            @Parameter(hidden = true) @AuthenticationPrincipal @Nullable Caller caller,
            @PathVariable PaymentId id,
            @Parameter(
                            description =
                                    "state: a slow reader skips to the newest; log: every event",
                            schema = @Schema(allowableValues = {"state", "log"}))
                    @RequestParam(defaultValue = "state")
                    String mode,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "last_event_id", required = false) @Nullable String lastQueryId,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        var ticket = TicketRequest.ticket(exchange.getRequest());
        var credential = credential(caller, ticket, LastEventId.of(lastEventId, null).isPresent());
        var visitor = Visitor.of(exchange.getRequest());
        var request =
                new StreamRequest(
                        credential,
                        id,
                        StreamMode.parse(mode),
                        LastEventId.of(lastEventId, lastQueryId),
                        ticket.isPresent() ? visitor.withTicket() : visitor);
        return streams.serve(request, EventStream.to(exchange.getResponse()));
    }

    /** Who shows two may mean either (RFC 6750, 2): it is for them to decide. */
    private static Credential credential(
            @Nullable Caller caller, Optional<Secret> ticket, boolean resumes) {
        if (caller == null) {
            return ticket.flatMap(Ticket::parse)
                    .map(it -> new Credential.OneUse(it, resumes))
                    .orElseThrow(TicketRefused::new);
        }
        if (ticket.isPresent()) {
            throw new StatusFailure.TokenAndTicket();
        }
        return new Credential.Token(caller);
    }
}
