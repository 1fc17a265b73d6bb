package io.sluice.payment.ledger;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Discovery;
import io.sluice.payment.derivation.Evidence;
import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Outlook;
import io.sluice.payment.derivation.Standing;
import io.sluice.payment.derivation.Terms;
import io.sluice.payment.journal.EventLog;
import io.sluice.payment.journal.Events;
import io.sluice.payment.ledger.ChainReading.Reading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes down where a payment stands: facts, view, version, event and what it waits for, always in
 * one unit, the caller's. Nothing else ever writes a status.
 */
final class Ledger {

    private final PaymentStore payments;
    private final DueStore dues;
    private final Events events;
    private final EventLog log;
    private final Views views;

    Ledger(PaymentStore payments, DueStore dues, Events events, EventLog log, Views views) {
        this.payments = payments;
        this.dues = dues;
        this.events = events;
        this.log = log;
        this.views = views;
    }

    /** A new payment, at version 1. */
    Mono<Payment> open(
            PaymentId id,
            MerchantId merchant,
            Terms terms,
            Instant now,
            @Nullable String traceparent) {
        var evidence = Evidence.of(terms);
        var standing = Standing.of(evidence, now);
        var payment =
                new Payment(id, merchant, terms, Facts.NONE, views.of(id, 1, terms, standing));
        return payments.insert(payment)
                .then(dues.expect(id, new Outlook(evidence).next(now)))
                .then(say(payment, standing, now, traceparent))
                .thenReturn(payment);
    }

    /**
     * Works out where a locked payment stands now, and says so if that is another view than the
     * last.
     *
     * @param stored the payment as it was read
     * @param payment the same with what is new
     */
    Mono<Payment> revise(
            Payment stored,
            Payment payment,
            Reading reading,
            Instant now,
            @Nullable String traceparent) {
        var evidence = new Discovery(evidence(payment, reading)).facts(now);
        var standing = Standing.of(evidence, now);
        var known = payment.with(evidence.facts());
        var pending = new OnTheirWay(reading.pending(), standing);
        var unchanged =
                pending.in(views.of(payment.id(), payment.version(), payment.terms(), standing));
        if (unchanged.equals(payment.view())) {
            return write(stored, known, evidence, now);
        }
        var next = payment.version() + 1;
        var said = known.with(pending.in(views.of(payment.id(), next, payment.terms(), standing)));
        return write(stored, said, evidence, now)
                .delayUntil(it -> say(it, standing, now, traceparent));
    }

    static Evidence evidence(Payment payment, Reading reading) {
        return new Evidence(payment.terms(), payment.facts(), reading.transfers(), reading.views());
    }

    private Mono<Payment> write(Payment stored, Payment payment, Evidence evidence, Instant now) {
        return update(stored, payment)
                .then(dues.expect(payment.id(), new Outlook(evidence).next(now)))
                .thenReturn(payment);
    }

    private Mono<Void> update(Payment stored, Payment payment) {
        return payment.equals(stored) ? Mono.empty() : payments.update(payment, stored.version());
    }

    private Mono<Void> say(
            Payment payment, Standing standing, Instant now, @Nullable String traceparent) {
        var closed = standing.status().closed();
        return Mono.fromCallable(() ->
                        events.of(payment.merchant(), payment.view(), closed, now, traceparent))
                .flatMap(log::append);
    }
}
