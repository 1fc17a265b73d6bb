package io.sluice.payment.derivation;

import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.Canceled;
import io.sluice.payment.PaymentStatus.Created;
import io.sluice.payment.derivation.Resolutions.Resolution;
import java.time.Instant;
import java.util.Optional;

/** What the ledger lets payers and merchants do, and when. */
final class Attempts {

    private Attempts() {}

    static boolean mayChoose(Evidence evidence, Instant now) {
        var open =
                switch (evidence.status(now)) {
                    case Created _ -> true;
                    case AwaitingPayment _ -> isWindowOpen(evidence.terms(), now);
                    default -> false;
                };
        return open && !evidence.holdsSomething();
    }

    static boolean mayCancel(Evidence evidence, Instant now) {
        var status = evidence.status(now);
        return !(status instanceof Canceled)
                && (status instanceof Created || status instanceof AwaitingPayment)
                && !evidence.holdsSomething();
    }

    static Optional<? extends Resolution> decision(Moment moment, Step.Decided step) {
        var evidence = moment.evidence();
        if (!Decision.isDue(evidence.status(step.at()))) {
            return Optional.empty();
        }
        var decision = new Decision(moment.version(), step.at(), "client:shop", "so be it");
        return step.accepts() ? decision.accept(evidence) : Optional.of(decision.dismiss(evidence));
    }

    private static boolean isWindowOpen(Terms terms, Instant now) {
        return terms.lastWindow().filter(it -> !now.isAfter(it.expiresAt())).isPresent();
    }
}
