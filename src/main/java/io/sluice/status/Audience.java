package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.payment.JournalEvent;

/** Whose words an event is told in: the payer's leave out what is the merchant's. */
enum Audience {
    MERCHANT,
    PAYER;

    static Audience of(Caller caller) {
        return switch (caller) {
            case Caller.Partner _ -> MERCHANT;
            case Caller.Payer _ -> PAYER;
        };
    }

    byte[] json(JournalEvent event) {
        return switch (this) {
            case MERCHANT -> event.merchantJson();
            case PAYER -> event.payerJson();
        };
    }
}
