package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payment after some steps of its history.
 *
 * @param now the latest clock so far
 * @param heard every change of a transfer, in the order it was heard of
 * @param asleep what was written down last; null while something to be looked at happened since
 */
record Moment(
        Instant now,
        Evidence evidence,
        List<Transfer> heard,
        long version,
        @Nullable Written asleep) {

    static Moment opening(Terms terms) {
        return new Moment(World.OPENED, Evidence.of(terms), List.of(), 1, null);
    }

    Moment after(Step step) {
        var later = at(step.at());
        return switch (step) {
            case Step.Read it -> later.reading(it.view(), it.changed());
            case Step.Waited _ -> later;
            case Step.Derived it -> later.derived(it.at());
            case Step.Chose it -> later.choosing(it);
            case Step.Canceled it -> later.canceling(it.at());
            case Step.Decided it -> later.derived(it.at()).deciding(it);
        };
    }

    private Moment at(Instant clock) {
        return new Moment(clock.isAfter(now) ? clock : now, evidence, heard, version, asleep)
                .awake();
    }

    /** A threshold that was reached once is not forgotten when a chain moves back. */
    private Moment awake() {
        return asleep != null && asleep.isReached(evidence, now)
                ? new Moment(now, evidence, heard, version, null)
                : this;
    }

    private Moment reading(ChainView view, List<Transfer> changed) {
        var all = Stream.concat(heard.stream(), changed.stream()).toList();
        var known = World.at(evidence, view);
        var read = new Evidence(known.terms(), known.facts(), Transfers.of(all), known.views());
        return new Moment(now, read, all, version, changed.isEmpty() ? asleep : null).awake();
    }

    private Moment derived(Instant clock) {
        var written = Written.at(evidence, clock);
        var changed = asleep == null || !asleep.standing().equals(written.standing());
        return new Moment(now, written.evidence(), heard, changed ? version + 1 : version, written)
                .awake();
    }

    private Moment choosing(Step.Chose step) {
        if (!Attempts.mayChoose(evidence, step.at())) {
            return this;
        }
        var choice = Choice.of(step.quote(), World.DEPOSIT, step.policy());
        return with(new Evidence(
                        evidence.terms().choosing(choice),
                        evidence.facts(),
                        evidence.transfers(),
                        evidence.views()))
                .derived(step.at());
    }

    private Moment canceling(Instant at) {
        return Attempts.mayCancel(evidence, at)
                ? with(evidence.with(evidence.facts().with(new Facts.Cancellation(at)))).derived(at)
                : this;
    }

    private Moment deciding(Step.Decided step) {
        return Attempts.decision(this, step)
                .map(it -> with(evidence.with(evidence.facts().with(it))).derived(step.at()))
                .orElse(this);
    }

    private Moment with(Evidence changed) {
        return new Moment(now, changed, heard, version, null);
    }
}
