package io.sluice.payment.derivation;

import static io.sluice.chain.Transfer.Grade.SINGLE;
import static io.sluice.chain.Transfer.State.INCLUDED;

import io.sluice.chain.Transfer;
import io.sluice.merchant.Merchant.Late;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.payment.derivation.Facts.Cancellation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is at a payment's addresses and was not dismissed, by what it means under one choice.
 *
 * @param counted verified, included, of the chosen asset, and in time or accepted
 * @param late the rest of the chosen asset that is here
 * @param astray verified value in other assets and on other chains, each more than its dust
 * @param seen everything of the chosen asset that was not orphaned, on one node's word too
 */
record Holdings(
        List<Transfer> counted, List<Transfer> late, List<Transfer> astray, List<Transfer> seen) {

    static Holdings of(Terms terms, Choice choice, Facts facts, Collection<Transfer> transfers) {
        var chosen = transfers.stream().filter(it -> isOf(choice, it)).toList();
        var held = transfers.stream().filter(it -> isHeld(facts, it)).toList();
        var here = held.stream().filter(it -> isOf(choice, it)).toList();
        var others = held.stream().filter(it -> !isOf(choice, it)).toList();
        return new Holdings(
                here.stream().filter(it -> counts(choice, facts, it)).toList(),
                here.stream().filter(it -> !counts(choice, facts, it)).toList(),
                astray(terms, others),
                chosen.stream().filter(it -> it.state() == INCLUDED).toList());
    }

    /** Whether it goes towards what {@code choice} needs. */
    static boolean isCounted(Choice choice, Facts facts, Transfer transfer) {
        return isOf(choice, transfer) && isHeld(facts, transfer) && counts(choice, facts, transfer);
    }

    /** Verified and in a block that is part of the chain. */
    static boolean isHere(Transfer transfer) {
        return isVerified(transfer) && transfer.state() == INCLUDED;
    }

    /** Verified, and here or on its way back: not when its nonce was used for something else. */
    static boolean mayBeHere(Transfer transfer) {
        return isVerified(transfer)
                && switch (transfer.state()) {
                    case INCLUDED, ORPHANED -> true;
                    case REPLACED, REVERTED -> false;
                };
    }

    /** What of the asset of {@code choice} may be here. */
    static AssetAmount had(Choice choice, Collection<Transfer> transfers) {
        return sum(
                choice.asset(), transfers.stream().filter(it -> isOf(choice, it) && mayBeHere(it)));
    }

    static boolean isVerified(Transfer transfer) {
        return transfer.grade() != SINGLE;
    }

    static boolean isOf(Choice choice, Transfer transfer) {
        return transfer.amount().asset().id().equals(choice.asset().id());
    }

    /** By the earliest block it was ever in: a reorg never makes it late. */
    static boolean isOnTime(Choice choice, Facts facts, Transfer transfer) {
        return !transfer.firstIncludedAt().isAfter(choice.onTimeUntil())
                && isBefore(facts.cancellation(), transfer);
    }

    /** The deepest that cover {@code need}, and no more; all of them when they do not. */
    static List<Transfer> deepest(Stream<Transfer> transfers, AssetAmount need) {
        var deepest = new ArrayList<Transfer>();
        var sum = BigInteger.ZERO;
        var byDepth = Comparator.comparingLong((Transfer it) -> it.block().height());
        for (var transfer : transfers.sorted(byDepth).toList()) {
            if (sum.compareTo(need.units()) < 0) {
                deepest.add(transfer);
                sum = sum.add(transfer.amount().units());
            }
        }
        return deepest;
    }

    static AssetAmount sum(Asset asset, Stream<Transfer> transfers) {
        return new AssetAmount(
                asset,
                transfers.map(it -> it.amount().units()).reduce(BigInteger.ZERO, BigInteger::add));
    }

    /** Whether there is anything that must not be passed over in silence. */
    boolean isSomething(AssetAmount dust) {
        var held = Stream.concat(counted.stream(), late.stream());
        return sum(dust.asset(), held).exceeds(dust) || !astray.isEmpty();
    }

    private static boolean isHeld(Facts facts, Transfer transfer) {
        return isHere(transfer) && !facts.resolutions().dismisses(transfer.id());
    }

    private static boolean counts(Choice choice, Facts facts, Transfer transfer) {
        return isOnTime(choice, facts, transfer)
                || isAcceptedLate(choice, facts, transfer)
                || facts.resolutions().accepts(transfer.id());
    }

    private static boolean isAcceptedLate(Choice choice, Facts facts, Transfer transfer) {
        var latest = choice.expiresAt().plus(choice.policy().maximumLateness());
        return choice.policy().late() == Late.ACCEPT_IF_COVERED
                && !transfer.firstIncludedAt().isAfter(latest)
                && isBefore(facts.cancellation(), transfer);
    }

    private static boolean isBefore(@Nullable Cancellation cancellation, Transfer transfer) {
        return cancellation == null || !transfer.firstIncludedAt().isAfter(cancellation.at());
    }

    private static List<Transfer> astray(Terms terms, List<Transfer> others) {
        var sums =
                others.stream()
                        .map(Transfer::amount)
                        .collect(Collectors.toMap(AssetAmount::asset, it -> it, AssetAmount::plus));
        var significant =
                sums.values().stream()
                        .filter(it -> it.exceeds(terms.dust(it.asset())))
                        .map(AssetAmount::asset)
                        .collect(Collectors.toSet());
        return others.stream().filter(it -> significant.contains(it.amount().asset())).toList();
    }
}
