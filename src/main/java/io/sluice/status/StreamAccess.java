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

    /**
     * The same for who has come to listen, asking no more than others who came to this topic. Opens
     * a ticket: it is used from now on. Fails with {@link TicketRefused} too.
     */
    Mono<Admitted> admit(Credential credential, Topic topic) {
        return switch (credential) {
            case Credential.Token(var caller) ->
                    require(caller, topic)
                            .map(it ->
                                    new Admitted(caller.name(), it, caller.tokenExpiresAt(), null));
            case Credential.OneUse(var ticket, var resumes) ->
                    tickets.connect(ticket.hash(), topic.payment(), resumes)
                            .map(it -> new Admitted(it.client(), it.audience(), it.end(), it))
                            .switchIfEmpty(Mono.error(TicketRefused::new));
        };
    }

    /**
     * Decides by the payment's events: the first is committed with the payment itself, and nobody
     * knows its id before that.
     */
    private static Mono<Audience> require(Caller caller, Topic topic) {
        return Mono.just(topic)
                .filter(it -> !caller.isBoundElsewhere(it.payment().value()))
                .flatMap(Topic::owner)
                .filter(caller.merchant()::equals)
                .map(_ -> Audience.of(caller))
                .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new));
    }
}
