package io.sluice.payment.derivation;

import static java.util.Comparator.comparingLong;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.money.AssetAmount;
import io.sluice.payment.PaymentStatus.Processing;
import io.sluice.payment.Progress;
import java.time.Instant;
import java.util.Optional;

/** How deep the value is that a payment waits to be confirmed by. */
public record Confirmations(Evidence evidence) {

    /** Empty unless the payment is processing. */
    public Optional<Progress> progress(Instant now) {
        return evidence.status(now) instanceof Processing
                ? evidence.chosen().flatMap(this::progress)
                : Optional.empty();
    }

    private Optional<Progress> progress(Choice choice) {
        var view = Optional.ofNullable(evidence.views().get(choice.asset().chain()));
        return view.flatMap(
                it -> lastNeeded(choice).map(transfer -> progress(choice, it, transfer)));
    }

    private static Progress progress(Choice choice, ChainView view, Transfer transfer) {
        var depth = Math.max(0, view.height() - transfer.block().height() + 1);
        var required = choice.policy().finality().depth();
        return new Progress(Math.min(depth, required), required, choice.policy().requires());
    }

    /** The transfer with which the need is covered, the deepest ones first. */
    private Optional<Transfer> lastNeeded(Choice choice) {
        var sum = AssetAmount.none(choice.asset());
        var byDepth = comparingLong((Transfer it) -> it.block().height());
        var counted = evidence.holdings(choice).counted().stream().sorted(byDepth).toList();
        for (var transfer : counted) {
            sum = sum.plus(new AssetAmount(choice.asset(), transfer.amount().units()));
            if (sum.covers(choice.need())) {
                return Optional.of(transfer);
            }
        }
        return Optional.empty();
    }
}
