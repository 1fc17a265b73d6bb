package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Grade;
import io.sluice.money.ChainId;
import io.sluice.payment.PaymentStatus;
import io.sluice.payment.derivation.Resolutions.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a payment stands and everything to be said about it.
 *
 * @param choice null until an asset is chosen, as are the amounts
 * @param nextAction what somebody should do now
 * @param arrivals the largest of each asset; what is left out is counted all the same
 * @param blockedBy chains that must be read further before the deadline has an outcome
 * @param resolutions what the merchant decided, the oldest first
 */
public record Standing(
        PaymentStatus status,
        @Nullable Choice choice,
        @Nullable Amounts amounts,
        List<String> exceptions,
        String nextAction,
        List<ChainId> blockedBy,
        List<Arrival> arrivals,
        List<Resolution> resolutions) {

    private static final int SHOWN_OF_EACH_ASSET = 50;

    /**
     * A transfer as it stands.
     *
     * @param state {@code detected}, {@code included}, {@code safe}, {@code final}, {@code
     *     orphaned}, {@code replaced}, {@code reverted}
     */
    public record Arrival(Transfer transfer, String state, boolean onTime) {}

    /** What {@code evidence} amounts to at {@code now}. */
    public static Standing of(Evidence evidence, Instant now) {
        var status = evidence.status(now);
        return evidence.chosen()
                .map(choice -> standing(evidence, choice, status, now))
                .orElseGet(() -> unchosen(status));
    }

    private static Standing standing(
            Evidence evidence, Choice choice, PaymentStatus status, Instant now) {
        return new Standing(
                status,
                choice,
                Amounts.of(evidence, choice),
                new Exceptional(evidence, choice, status).words(),
                nextAction(status, !now.isAfter(choice.expiresAt())),
                isOpenPast(evidence, status, now) ? evidence.barrier().blockedBy() : List.of(),
                evidence.transfers()
                        .largest(SHOWN_OF_EACH_ASSET)
                        .map(it -> arrival(evidence, choice, it))
                        .toList(),
                evidence.facts().resolutions().all());
    }

    private static Standing unchosen(PaymentStatus status) {
        return new Standing(
                status,
                null,
                null,
                List.of(),
                nextAction(status, true),
                List.of(),
                List.of(),
                List.of());
    }

    /** Past the deadline nobody is asked to pay, also while the outcome is not proven yet. */
    private static String nextAction(PaymentStatus status, boolean windowOpen) {
        return switch (status) {
            case PaymentStatus.Created _ -> "choose_asset";
            case PaymentStatus.AwaitingPayment _ -> windowOpen ? "pay" : "wait";
            case PaymentStatus.PartiallyPaid _ -> windowOpen ? "pay_remainder" : "wait";
            case PaymentStatus.Processing _ -> "wait";
            case PaymentStatus.ActionRequired _, PaymentStatus.Reversed _ -> "merchant_resolve";
            case PaymentStatus.Confirmed _,
                    PaymentStatus.Settled _,
                    PaymentStatus.Expired _,
                    PaymentStatus.Canceled _,
                    PaymentStatus.Failed _ ->
                    "none";
        };
    }

    private static boolean isOpenPast(Evidence evidence, PaymentStatus status, Instant now) {
        var open =
                status instanceof PaymentStatus.AwaitingPayment
                        || status instanceof PaymentStatus.PartiallyPaid;
        return open && evidence.barrier().deadlinePassed(now);
    }

    private static Arrival arrival(Evidence evidence, Choice chosen, Transfer transfer) {
        return new Arrival(
                transfer, state(evidence, transfer), isOnTime(evidence, chosen, transfer));
    }

    private static String state(Evidence evidence, Transfer transfer) {
        return switch (transfer.state()) {
            case INCLUDED -> included(evidence, transfer);
            case ORPHANED, REPLACED, REVERTED -> transfer.state().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String included(Evidence evidence, Transfer transfer) {
        if (transfer.grade() == Grade.SINGLE) {
            return "detected";
        }
        if (evidence.isFinal(transfer)) {
            return "final";
        }
        return evidence.isSafe(transfer) ? "safe" : "included";
    }

    /** In the window of the chosen choice, or for another asset in any window. */
    private static boolean isOnTime(Evidence evidence, Choice chosen, Transfer transfer) {
        var windows =
                Holdings.isOf(chosen, transfer) ? List.of(chosen) : evidence.terms().choices();
        return windows.stream().anyMatch(it -> Holdings.isOnTime(it, evidence.facts(), transfer));
    }
}
