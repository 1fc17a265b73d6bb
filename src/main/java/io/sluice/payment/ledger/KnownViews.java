package io.sluice.payment.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.payment.PaymentView;

/**
 * The views that were read last, by how they are stored: whoever waits for a payment asks for the
 * same again and again. While it does, it gets the same object.
 */
final class KnownViews {

    /** About a thousand payments; what is made of them takes some times as much. */
    private static final long MOST_CHARS = 2_000_000;

    private final Cache<String, PaymentView> views =
            Caffeine.newBuilder()
                    .executor(Runnable::run)
                    .maximumWeight(MOST_CHARS)
                    .weigher((String json, PaymentView _) -> json.length())
                    .build();

    PaymentView read(String json) {
        return views.get(json, it -> StoredJson.read(it, PaymentView.class));
    }
}
