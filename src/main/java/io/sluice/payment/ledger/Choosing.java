package io.sluice.payment.ledger;

import io.sluice.merchant.Merchants;
import io.sluice.money.Asset;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.Created;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Evidence;
import io.sluice.payment.ledger.ChainReading.Reading;
import io.sluice.platform.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Chooses what a payment is paid with, or chooses again before anything arrived. */
public final class Choosing {

    private static final int MAX_CHOICES = 1 + 5;

    private final Database database;
    private final PaymentStore payments;
    private final Merchants merchants;
    private final ChainReading chains;
    private final Choices choices;
    private final Ledger ledger;
    private final InstantSource clock;

    Choosing(
            Database database,
            PaymentStore payments,
            Merchants merchants,
            ChainReading chains,
            Choices choices,
            Ledger ledger,
            InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.merchants = merchants;
        this.chains = chains;
        this.choices = choices;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Fails with a {@link PaymentFailure} when the asset or the moment is wrong. */
    public Mono<PaymentView> choose(PaymentId id, String asset, @Nullable String traceparent) {
        return payments.lock(id)
                .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new))
                .flatMap(payment -> readAndIssue(payment, asset, traceparent))
                .map(Payment::view)
                .as(database::atomically)
                .checkpoint("choose asset");
    }

    private Mono<Payment> readAndIssue(Payment payment, String id, @Nullable String traceparent) {
        var asset =
                payment.terms()
                        .option(id)
                        .orElseThrow(() -> new PaymentFailure.AssetNotOffered("/asset"));
        return chains.read(payment.terms())
                .flatMap(reading -> issue(payment, asset, reading, traceparent));
    }

    private Mono<Payment> issue(
            Payment payment, Asset asset, Reading reading, @Nullable String traceparent) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        check(Ledger.evidence(payment, reading), now);
        return merchants
                .find(payment.merchant())
                .flatMap(it -> choices.choose(it, payment.id(), payment.terms(), asset, now))
                .flatMap(it -> ledger.revise(payment, payment.with(it), reading, now, traceparent));
    }

    private static void check(Evidence evidence, Instant now) {
        if (!isOpen(evidence, now)) {
            throw new PaymentFailure.NotOpen("An asset can no longer be chosen");
        }
        if (evidence.holdsSomething() || evidence.hadSomething()) {
            throw new PaymentFailure.NotOpen("Something was paid already");
        }
        if (evidence.terms().choices().size() >= MAX_CHOICES) {
            throw new PaymentFailure.NotOpen("The asset was chosen too often");
        }
    }

    private static boolean isOpen(Evidence evidence, Instant now) {
        return switch (evidence.status(now)) {
            case Created _ -> true;
            case AwaitingPayment _ ->
                    evidence.terms()
                            .lastWindow()
                            .filter(it -> !now.isAfter(it.expiresAt()))
                            .isPresent();
            default -> false;
        };
    }
}
