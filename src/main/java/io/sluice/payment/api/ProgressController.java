package io.sluice.payment.api;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentId;
import io.sluice.payment.Progress;
import io.sluice.payment.ledger.PaymentRegister;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Says why a payment still waits. Moves with every block, so it has no version and no ETag. */
@RestController
@Tag(name = "Payments")
class ProgressController {

    private final PaymentRegister payments;

    ProgressController(PaymentRegister payments) {
        this.payments = payments;
    }

    @GetMapping("/v1/payments/{id}/progress")
    @Access(scope = "payments:read", payer = true)
    @Operation(summary = "Read why a payment still waits to be confirmed, and until about when")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Progress.class)))
    @ApiResponse(
            responseCode = "204",
            description = "It does not wait for that",
            content = @Content)
    Mono<ResponseEntity<Progress>> progress(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id) {
        return payments.progress(caller, id)
                .map(ResponseEntity::ok)
                .defaultIfEmpty(ResponseEntity.status(HttpStatus.NO_CONTENT).build());
    }
}
