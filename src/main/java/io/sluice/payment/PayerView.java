package io.sluice.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.money.AssetMoney;
import io.sluice.money.Money;
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
        Money price,
        Instant createdAt,
        @Nullable Instant chooseBy,
        @Nullable Instant expiresAt,
        List<PaymentView.Option> options,
        @Nullable String asset,
        @Nullable String address,
        @Nullable Amounts amounts,
        PaymentView.@Nullable QuoteSummary quote,
        List<PaymentView.TransferSummary> transfers,
        List<String> exceptions,
        List<String> expiryBlockedBy,
        @Nullable String returnUrl,
        boolean livemode) {

    /** The payment in numbers, without how much less the merchant would put up with. */
    public record Amounts(
            AssetMoney due,
            AssetMoney seen,
            AssetMoney counted,
            @JsonProperty("final") AssetMoney settled,
            AssetMoney missing,
            AssetMoney surplus) {

        static @Nullable Amounts of(PaymentView.@Nullable Amounts it) {
            return it == null
                    ? null
                    : new Amounts(
                            it.due(),
                            it.seen(),
                            it.counted(),
                            it.settled(),
                            it.missing(),
                            it.surplus());
        }
    }

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
                Amounts.of(it.amounts()),
                it.quote(),
                it.transfers(),
                it.exceptions(),
                it.expiryBlockedBy(),
                it.returnUrl(),
                it.livemode());
    }
}
