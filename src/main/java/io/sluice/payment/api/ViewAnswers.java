package io.sluice.payment.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.merchant.Caller;
import io.sluice.payment.PayerView;
import io.sluice.payment.PaymentView;
import io.sluice.platform.http.ApiJson;
import org.springframework.http.ResponseEntity;

/** Payments as answers, fit for whoever asks, with their version; the same view is written once. */
final class ViewAnswers {

    private final Cache<PaymentView, byte[]> ofPartners = written();
    private final Cache<PaymentView, byte[]> ofPayers = written();

    ResponseEntity<byte[]> answer(Caller caller, PaymentView view) {
        var body =
                switch (caller) {
                    case Caller.Partner _ -> ofPartners.get(view, ApiJson::bytes);
                    case Caller.Payer _ ->
                            ofPayers.get(view, it -> ApiJson.bytes(PayerView.of(it)));
                };
        return ResponseEntity.ok().eTag(Long.toString(view.version())).body(body);
    }

    /** For as long as somebody has the view. */
    private static Cache<PaymentView, byte[]> written() {
        return Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();
    }
}
