package io.sluice.payment.derivation;

import io.sluice.payment.derivation.Outlook.Due;
import java.time.Instant;
import java.util.List;

/** What a derivation writes down: what is known, what is told, and what is waited for. */
record Written(Evidence evidence, Instant at, Standing standing, List<Due> dues) {

    static Written at(Evidence evidence, Instant now) {
        var known = new Discovery(evidence).facts(now);
        return new Written(known, now, Standing.of(known, now), new Outlook(known).next(now));
    }

    /** Whether the payment must be looked at again, now that clock and chains are there. */
    boolean isReached(Evidence evidence, Instant now) {
        return dues.stream().anyMatch(it -> isReached(it, evidence, now));
    }

    private static boolean isReached(Due due, Evidence evidence, Instant now) {
        var chain = due.chain();
        if (chain == null) {
            return now.toEpochMilli() >= due.threshold();
        }
        var view = evidence.views().get(chain);
        return view != null
                && switch (due.cause()) {
                    case CLOCK -> throw new AssertionError("no chain has our clock");
                    case CHAIN_TIME -> view.readThrough().toEpochMilli() >= due.threshold();
                    case HEIGHT -> view.height() >= due.threshold();
                    case SAFE -> view.safe() >= due.threshold();
                    case FINALIZED -> view.finalized() >= due.threshold();
                };
    }
}
