package io.sluice.payment.journal;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PayerView;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.platform.cluster.Ids;
import io.sluice.platform.http.ApiJson;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts a view into its envelope: encoded once for each audience, and never again. */
public final class Events {

    private final Ids ids;
    private final URI source;

    public Events(Ids ids, URI source) {
        this.ids = ids;
        this.source = source;
    }

    /** What is to be said of {@code view}, which is new. */
    public JournalEvent of(
            MerchantId merchant,
            PaymentView view,
            boolean closed,
            Instant now,
            @Nullable String traceparent) {
        var id = ids.next("evt");
        return new JournalEvent(
                id,
                merchant,
                new PaymentId(view.id()),
                view.version(),
                closed,
                ApiJson.bytes(envelope(id, view, now, traceparent, view)),
                ApiJson.bytes(envelope(id, view, now, traceparent, PayerView.of(view))));
    }

    private Envelope envelope(
            String id, PaymentView view, Instant now, @Nullable String traceparent, Object data) {
        return new Envelope(
                "1.0",
                id,
                source.toString(),
                "sluice.payment." + view.status(),
                view.id(),
                now,
                "application/json",
                Long.toString(view.version()),
                traceparent,
                data);
    }
}
