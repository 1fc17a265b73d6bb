package io.sluice.status;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Gives out what opens a stream to a client that cannot send a token. */
@RestController
@Tag(name = "Streams")
class TicketController {

    private final TicketOffice office;

    TicketController(TicketOffice office) {
        this.office = office;
    }

    @PostMapping("/v1/payments/{id}/stream-tickets")
    @Access(scope = "payments:read", payer = true)
    @Operation(
            summary = "Get a ticket for a browser's EventSource",
            description =
                    "It opens the payment's stream within 30 seconds, in place of a token. The"
                            + " browser may come back with it until the token ends that it was made"
                            + " with; another connection with it ends the one before.")
    @ApiResponse(responseCode = "201")
    Mono<ResponseEntity<StreamTicket>> issue(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id) {
        return office.issue(caller, id)
                .map(it ->
                        ResponseEntity.status(HttpStatus.CREATED)
                                .cacheControl(CacheControl.noStore())
                                .body(it));
    }
}
