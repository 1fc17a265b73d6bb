package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.money.ChainId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether the deadline has an outcome, as the product's text says it. */
record ReferenceBarrier(Terms terms, Facts facts, Map<ChainId, ChainView> views) {

    boolean isPassed(Instant now) {
        return isRecorded() || (now.isAfter(ReferenceTerms.deadline(terms)) && unread().isEmpty());
    }

    boolean isRecorded() {
        var barrier = facts.barrier();
        return barrier != null && !barrier.deadline().isBefore(ReferenceTerms.readPast(terms));
    }

    /** Chains with instructions that were not read past the latest window. */
    Set<ChainId> unread() {
        var unread = new HashSet<ChainId>();
        for (var issued : terms.choices()) {
            var chain = issued.quote().amount().asset().chain();
            var view = views.get(chain);
            if (view == null || !view.readThrough().isAfter(ReferenceTerms.readPast(terms))) {
                unread.add(chain);
            }
        }
        return unread;
    }
}
