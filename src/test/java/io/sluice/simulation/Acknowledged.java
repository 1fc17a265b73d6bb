package io.sluice.simulation;

import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What clients were told is done. */
final class Acknowledged {

    private final Map<PaymentId, Long> versions = new HashMap<>();
    private final Map<String, PaymentId> quotes = new HashMap<>();
    private final Map<PaymentId, Long> resolved = new HashMap<>();
    private final Set<PaymentId> canceled = new HashSet<>();

    void told(PaymentView view) {
        versions.merge(new PaymentId(view.id()), view.version(), Math::max);
    }

    void chosen(PaymentView view) {
        told(view);
        var quote = view.quote();
        if (quote != null) {
            quotes.put(quote.id(), new PaymentId(view.id()));
        }
    }

    void canceled(PaymentView view) {
        told(view);
        canceled.add(new PaymentId(view.id()));
    }

    /** A decision is written into the version after the one that was decided about. */
    void resolved(PaymentView view) {
        told(view);
        resolved.merge(new PaymentId(view.id()), view.version() - 1, Math::max);
    }

    /** The newest version of each payment that somebody decided about. */
    Map<PaymentId, Long> resolved() {
        return resolved;
    }

    Map<PaymentId, Long> versions() {
        return versions;
    }

    Map<String, PaymentId> quotes() {
        return quotes;
    }

    Set<PaymentId> canceled() {
        return canceled;
    }
}
