package io.sluice.payment.derivation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that happens to one payment, from the first step to the last. A seed gives the same history
 * whatever becomes of the derivation: only whether an attempt succeeds depends on that.
 */
record History(Terms opening, List<Step> steps) {

    static History of(long seed) {
        return new HistoryWriter(new Dice(seed)).write();
    }

    /** The steps up to {@code last}, one a line. */
    String until(int last) {
        return steps.subList(0, last + 1).stream()
                .map(Step::toString)
                .collect(Collectors.joining("\n"));
    }
}
