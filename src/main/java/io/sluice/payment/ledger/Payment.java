package io.sluice.payment.ledger;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Terms;

/**
 * A payment as it is kept.
 *
 * @param view what we last said about it
 */
record Payment(PaymentId id, MerchantId merchant, Terms terms, Facts facts, PaymentView view) {

    long version() {
        return view.version();
    }

    Payment with(Terms changed) {
        return new Payment(id, merchant, changed, facts, view);
    }

    Payment with(Facts changed) {
        return new Payment(id, merchant, terms, changed, view);
    }

    Payment with(PaymentView changed) {
        return new Payment(id, merchant, terms, facts, changed);
    }
}
