package io.sluice.payment.api;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.merchant.PayerTokens;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.ledger.PaymentRegister;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Gives out tokens that open one payment to its payer. */
@RestController
@Tag(name = "Payments")
class PayerTokenController {

    /** A payer may look at the outcome for a while. */
    private static final Duration AFTERWARDS = Duration.ofHours(24);

    private final PaymentRegister payments;
    private final PayerTokens tokens;
    private final InstantSource clock;

    PayerTokenController(PaymentRegister payments, PayerTokens tokens, InstantSource clock) {
        this.payments = payments;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A token and its end. */
    record PayerToken(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "***";
        }
    }

    @PostMapping("/v1/payments/{id}/payer-token")
    @Access(scope = "payments:write")
    @Operation(summary = "Get a token for the payer of this payment")
    Mono<ResponseEntity<PayerToken>> issue(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id) {
        return payments.openUntil(caller, id)
                .map(until -> token(caller, id, until.plus(AFTERWARDS)))
                .map(it -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(it));
    }

    private PayerToken token(Caller caller, PaymentId id, Instant until) {
        if (!until.isAfter(clock.instant())) {
            throw new PaymentFailure.NotOpen("The time of this payment is over");
        }
        return new PayerToken(tokens.issue(caller.merchant(), id.value(), until), until);
    }
}
