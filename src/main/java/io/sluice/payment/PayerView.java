package io.sluice.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a payer is told about a payment: the merchant's view without what is the merchant's. */
public record PayerView(
        String id,
        long version,
        String status,
        String nextAction,
        @Nullable String description,
        PaymentView.Money price,
        Instant createdAt,
        @Nullable Instant chooseBy,
        @Nullable Instant expiresAt,
        List<PaymentView.Option> options,
        @Nullable String asset,
        @Nullable String address,
        PaymentView.@Nullable Amounts amounts,
        PaymentView.@Nullable QuoteSummary quote,
        List<PaymentView.TransferSummary> transfers,
        List<String> exceptions,
        List<String> expiryBlockedBy,
        @Nullable String returnUrl,
        boolean livemode) {

    public static PayerView of(PaymentView it) {
        return new PayerView(
                it.id(),
                it.version(),
                it.status(),
                it.nextAction(),
                it.description(),
                it.price(),
                it.createdAt(),
                it.chooseBy(),
                it.expiresAt(),
                it.options(),
                it.asset(),
                it.address(),
                it.amounts(),
                it.quote(),
                it.transfers(),
                it.exceptions(),
                it.expiryBlockedBy(),
                it.returnUrl(),
                it.livemode());
    }
}
