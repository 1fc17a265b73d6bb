package io.sluice.payment;

import io.sluice.money.AssetAmount;
import java.util.Set;

/** Where a payment stands: one case for each thing a merchant would do differently. */
public sealed interface PaymentStatus {

    /** Every word there is. */
    Set<String> WORDS =
            Set.of(
                    "created",
                    "awaiting_payment",
                    "partially_paid",
                    "processing",
                    "confirmed",
                    "settled",
                    "expired",
                    "action_required",
                    "canceled",
                    "failed",
                    "reversed");

    /** The terms are fixed, no asset is chosen, no address used up. */
    record Created() implements PaymentStatus {}

    /** An asset is chosen and the address watched. */
    record AwaitingPayment(AssetAmount missing) implements PaymentStatus {}

    /** Something counts, less than is needed, and the window is open. */
    record PartiallyPaid(AssetAmount missing) implements PaymentStatus {}

    /** Enough counts, but the confirmation policy is not met yet. */
    record Processing() implements PaymentStatus {}

    /** The policy was met and the very value it rested on still stands. Ship it. */
    record Confirmed() implements PaymentStatus {}

    /** The policy was met and enough of the value is final. */
    record Settled() implements PaymentStatus {}

    /** The deadline passed and nothing arrived in time, as every chain was read far enough. */
    record Expired() implements PaymentStatus {}

    /** There is value that neither covers the payment nor may be ignored. */
    record ActionRequired() implements PaymentStatus {}

    /** Taken back while nothing verified was there. */
    record Canceled() implements PaymentStatus {}

    /** Dismissed by the merchant, who recorded what became of the value. */
    record Failed() implements PaymentStatus {}

    /** The policy had been met, and now less than needed counts. Stop. */
    record Reversed(AssetAmount missing) implements PaymentStatus {}

    /** As the API says it: {@code awaiting_payment}. */
    default String word() {
        return switch (this) {
            case Created _ -> "created";
            case AwaitingPayment _ -> "awaiting_payment";
            case PartiallyPaid _ -> "partially_paid";
            case Processing _ -> "processing";
            case Confirmed _ -> "confirmed";
            case Settled _ -> "settled";
            case Expired _ -> "expired";
            case ActionRequired _ -> "action_required";
            case Canceled _ -> "canceled";
            case Failed _ -> "failed";
            case Reversed _ -> "reversed";
        };
    }

    /** Whether nothing more is expected; what arrives all the same may open it again. */
    default boolean closed() {
        return switch (this) {
            case Settled _, Expired _, Canceled _, Failed _ -> true;
            case Created _,
                    AwaitingPayment _,
                    PartiallyPaid _,
                    Processing _,
                    Confirmed _,
                    ActionRequired _,
                    Reversed _ ->
                    false;
        };
    }
}
