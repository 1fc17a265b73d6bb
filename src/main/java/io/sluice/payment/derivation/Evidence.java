package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.payment.PaymentStatus;
import io.sluice.payment.PaymentStatus.ActionRequired;
import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.Canceled;
import io.sluice.payment.PaymentStatus.Confirmed;
import io.sluice.payment.PaymentStatus.Created;
import io.sluice.payment.PaymentStatus.Expired;
import io.sluice.payment.PaymentStatus.Failed;
import io.sluice.payment.PaymentStatus.PartiallyPaid;
import io.sluice.payment.PaymentStatus.Processing;
import io.sluice.payment.PaymentStatus.Reversed;
import io.sluice.payment.PaymentStatus.Settled;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a payment. Facts are only ever added, and the newest revision of a transfer
 * wins: their order and repetition do not matter.
 */
public record Evidence(
        Terms terms, Facts facts, Transfers transfers, Map<ChainId, ChainView> views) {

    /** Nothing happened yet under {@code terms}. */
    public static Evidence of(Terms terms) {
        return new Evidence(terms, Facts.NONE, Transfers.NONE, Map.of());
    }

    public Evidence with(Transfer transfer) {
        return new Evidence(terms, facts, transfers.with(transfer), views);
    }

    public Evidence with(Facts changed) {
        return new Evidence(terms, changed, transfers, views);
    }

    /** The issued choice that counts; empty before the first. */
    public Optional<Choice> chosen() {
        return new Chosen(terms, facts, transfers.all()).choice();
    }

    public PaymentStatus status(Instant now) {
        return chosen().map(it -> statusUnder(it, now)).orElseGet(() -> statusUnchosen(now));
    }

    /** The first line that holds is the status. The order is the product's decision list. */
    private PaymentStatus statusUnder(Choice choice, Instant now) {
        var need = need(choice);
        var holdings = holdings(choice);
        var counted = counted(choice);
        var dust = terms.dust(choice.asset());
        if (facts.resolutions().isDismissed()) {
            return holdings.isSomething(dust) ? new ActionRequired() : new Failed();
        }
        if (policyEverMet() && finalSum(choice).covers(need)) {
            return new Settled();
        }
        if (policyStillCarries(choice)) {
            return new Confirmed();
        }
        if (policyEverMet() && !counted.covers(need)) {
            return new Reversed(missing(choice));
        }
        if (counted.covers(need)) {
            return new Processing();
        }
        if (isCanceled()) {
            return holdings.isSomething(dust) ? new ActionRequired() : new Canceled();
        }
        if (barrier().isPassed(now)) {
            return holdings.isSomething(dust) ? new ActionRequired() : new Expired();
        }
        return counted.exceeds(dust)
                ? new PartiallyPaid(missing(choice))
                : new AwaitingPayment(missing(choice));
    }

    /** Whether nothing but the deadline is left to decide: the lines before it do not hold. */
    boolean isLeftToTheDeadline() {
        return chosen().filter(it ->
                        !facts.resolutions().isDismissed()
                                && !policyEverMet()
                                && !isCanceled()
                                && !counted(it).covers(need(it)))
                .isPresent();
    }

    private PaymentStatus statusUnchosen(Instant now) {
        if (isCanceled()) {
            return new Canceled();
        }
        return terms.chooseBy() != null && now.isAfter(terms.chooseBy())
                ? new Expired()
                : new Created();
    }

    /** How much must count: what was accepted instead of what was agreed, if anything was. */
    AssetAmount need(Choice choice) {
        return facts.resolutions()
                .acceptance()
                .map(it -> new AssetAmount(choice.asset(), it.need()))
                .orElse(choice.need());
    }

    Holdings holdings(Choice choice) {
        return Holdings.of(terms, choice, facts, transfers.all());
    }

    Barrier barrier() {
        return new Barrier(terms, facts, views);
    }

    /** Whether more than dust is here, in whatever asset and however late. */
    public boolean holdsSomething() {
        return chosen().filter(it -> holdings(it).isSomething(terms.dust(it.asset()))).isPresent();
    }

    private AssetAmount counted(Choice choice) {
        return Holdings.sum(choice.asset(), holdings(choice).counted().stream());
    }

    /** Whether more than dust of an issued choice ever came, and is here or may come back. */
    public boolean hadSomething() {
        return terms.choices().stream()
                .anyMatch(it -> Holdings.had(it, transfers.all()).exceeds(terms.dust(it.asset())));
    }

    /** What counts and cannot go away any more. */
    AssetAmount finalSum(Choice choice) {
        var counted = holdings(choice).counted().stream();
        return Holdings.sum(choice.asset(), counted.filter(this::isFinal));
    }

    /** What the payer is still to send: what is tolerated is forgiven only once it is covered. */
    AssetAmount missing(Choice choice) {
        var counted = counted(choice);
        return counted.covers(need(choice))
                ? AssetAmount.none(choice.asset())
                : choice.due().less(counted);
    }

    boolean isFinal(Transfer transfer) {
        var view = views.get(transfer.amount().asset().chain());
        return view != null && transfer.block().height() <= view.finalized();
    }

    boolean isSafe(Transfer transfer) {
        var view = views.get(transfer.amount().asset().chain());
        return view != null && transfer.block().height() <= view.safe();
    }

    boolean policyStillCarries(Choice choice) {
        return facts.policyMet().stream()
                .filter(fact -> fact.quote().equals(choice.quote().id()) && stands(fact))
                .anyMatch(fact -> transfers.sum(fact, choice.asset()).covers(need(choice)));
    }

    /** Whether each inclusion it names never went away since, and is for this payment still. */
    private boolean stands(PolicyMet fact) {
        return transfers.stand(fact)
                && fact.inclusions().stream()
                        .noneMatch(it -> facts.resolutions().dismisses(it.transfer()));
    }

    private boolean policyEverMet() {
        return !facts.policyMet().isEmpty();
    }

    private boolean isCanceled() {
        return facts.cancellation() != null;
    }
}
