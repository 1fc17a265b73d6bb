package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.payment.PaymentStatus.Processing;
import io.sluice.payment.Progress;
import io.sluice.payment.Progress.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How deep the value is that a payment waits to be confirmed by.
 *
 * @param blockTime mean time between blocks of the chain it is paid on; null while unknown
 */
public record Confirmations(Evidence evidence, @Nullable Duration blockTime) {

    /** Empty unless the payment is processing. */
    public Optional<Progress> progress(Instant now) {
        return evidence.status(now) instanceof Processing
                ? evidence.chosen().flatMap(it -> progress(it, now))
                : Optional.empty();
    }

    private Optional<Progress> progress(Choice choice, Instant now) {
        var view = Optional.ofNullable(evidence.views().get(choice.asset().chain()));
        return view.flatMap(
                it -> lastNeeded(choice).map(transfer -> progress(choice, it, transfer, now)));
    }

    private Progress progress(Choice choice, ChainView view, Transfer transfer, Instant now) {
        var finality = choice.policy().finality();
        var height = transfer.block().height();
        var depth = Math.clamp(view.height() - height + 1, 0, (long) finality.depth());
        var missing = finality.depth() - depth;
        var tagged =
                switch (finality.tag()) {
                    case NONE -> Long.MAX_VALUE;
                    case SAFE -> Math.max(view.safe(), view.finalized());
                    case FINALIZED -> view.finalized();
                };
        var left = tagged < 0 ? null : (Long) Math.max(missing, height - tagged);
        return new Progress(
                depth,
                finality.depth(),
                missing > 0 ? Wait.BLOCKS : waitsFor(choice),
                left,
                left == null ? null : estimate(view, left, now));
    }

    private static Wait waitsFor(Choice choice) {
        return switch (choice.policy().finality().tag()) {
            case NONE -> Wait.BLOCKS;
            case SAFE -> Wait.SAFE;
            case FINALIZED -> Wait.FINALIZED;
        };
    }

    /** None for what should have been already: a chain that stands still keeps no time table. */
    private @Nullable Instant estimate(ChainView view, long blocks, Instant now) {
        if (blockTime == null) {
            return null;
        }
        var then = view.time().plus(blockTime.multipliedBy(blocks));
        return then.isBefore(now) ? null : then;
    }

    /** The transfer with which the need is covered, the deepest ones first. */
    private Optional<Transfer> lastNeeded(Choice choice) {
        var counted = evidence.holdings(choice).counted();
        return Holdings.deepest(counted.stream(), evidence.need(choice)).stream()
                .reduce((_, shallower) -> shallower);
    }
}
