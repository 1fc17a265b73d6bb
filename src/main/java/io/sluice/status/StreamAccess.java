package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.merchant.TicketRefused;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import reactor.core.publisher.Mono;

/** Decides who may listen to what, and in whose words it is told. */
final class StreamAccess {

    private final PaymentAccess payments;
    private final Tickets tickets;

    StreamAccess(PaymentAccess payments, Tickets tickets) {
        this.payments = payments;
        this.tickets = tickets;
    }

    /** Whose events the caller may have, all of them: a payer may have none. */
    static Mono<MerchantId> requireMerchant(Caller caller) {
        return switch (caller) {
            case Caller.Partner partner -> Mono.just(partner.merchant());
            case Caller.Payer _ -> Mono.error(PaymentFailure.NotFound::new);
        };
    }

    /** Fails as {@link PaymentAccess#require} does. */
    Mono<Audience> require(Caller caller, PaymentId payment) {
        return payments.require(caller, payment).thenReturn(Audience.of(caller));
    }

    /** Opens a ticket: it is used from now on. Fails with {@link TicketRefused} too. */
    Mono<Admitted> admit(Credential credential, PaymentId payment) {
        return switch (credential) {
            case Credential.Token(var caller) ->
                    require(caller, payment)
                            .map(it ->
                                    new Admitted(caller.name(), it, caller.tokenExpiresAt(), null));
            case Credential.OneUse(var ticket, var resumes) ->
                    tickets.connect(ticket.hash(), payment, resumes)
                            .map(it -> new Admitted(it.client(), it.audience(), it.end(), it))
                            .switchIfEmpty(Mono.error(TicketRefused::new));
        };
    }
}
