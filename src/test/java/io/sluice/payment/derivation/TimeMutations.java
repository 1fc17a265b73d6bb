package io.sluice.payment.derivation;

import io.sluice.mutation.Mutation;
import java.util.List;

/** Mistakes in what must be proven, remembered and waited for. */
final class TimeMutations {

    static final List<Mutation> ALL =
            List.of(
                    new Mutation(
                            "expires before its deadline",
                            "Barrier",
                            "isRecorded() || (deadlinePassed(now) && blockedBy().isEmpty())",
                            "isRecorded() || blockedBy().isEmpty()"),
                    new Mutation(
                            "one chain that was read is enough",
                            "Barrier",
                            "deadlinePassed(now) && blockedBy().isEmpty()",
                            "deadlinePassed(now) && blockedBy().size() < terms.chains().size()"),
                    new Mutation(
                            "a chain that stands still blocks for ever",
                            "Barrier",
                            "!view.readThrough().isAfter(it.onTimeUntil())",
                            "!view.time().isAfter(it.onTimeUntil())"),
                    new Mutation(
                            "a chain is read when it is just there",
                            "Barrier",
                            "!view.readThrough().isAfter(it.onTimeUntil())",
                            "view.readThrough().isBefore(it.onTimeUntil())"),
                    new Mutation(
                            "the barrier is forgotten",
                            "Barrier",
                            "return isRecorded() || (deadlinePassed(now)",
                            "return (deadlinePassed(now)"),
                    new Mutation(
                            "the policy is met by too little",
                            "Discovery",
                            "covers(evidence.need(choice)) ? Optional.empty()",
                            "exceeds(evidence.terms().dust(choice.asset())) ? Optional.empty()"),
                    new Mutation(
                            "the policy is met at any depth",
                            "Discovery",
                            """
                            && choice.policy().finality().reachedAt(transfer.block().height(), view)
                            """,
                            ""),
                    new Mutation(
                            "a confirmed payment rests on all that was sent",
                            "Holdings",
                            "if (sum.compareTo(need.units()) < 0) {",
                            "if (sum.signum() >= 0) {"),
                    new Mutation(
                            "a quiet chain is not waited for",
                            "Outlook",
                            "Stream.of(clock(now).stream(), barrier(now), depths())",
                            "Stream.of(clock(now).stream(), depths())"),
                    new Mutation(
                            "the clock is not waited for",
                            "Outlook",
                            "Stream.of(clock(now).stream(), barrier(now), depths())",
                            "Stream.of(barrier(now), depths())"),
                    new Mutation(
                            "depth is waited for one block too long",
                            "Outlook",
                            "+ choice.policy().finality().depth() - 1",
                            "+ choice.policy().finality().depth()"),
                    new Mutation(
                            "finality is not waited for",
                            "Outlook",
                            "ChainView::finalized))",
                            "_ -> Long.MAX_VALUE))"),
                    new Mutation(
                            "the safe tag is not waited for",
                            "Outlook",
                            "view, ChainView::safe)",
                            "view, _ -> Long.MAX_VALUE)"),
                    new Mutation(
                            "past the deadline somebody is asked to pay",
                            "Standing",
                            "nextAction(status, !now.isAfter(choice.expiresAt()))",
                            "nextAction(status, !now.isAfter(choice.onTimeUntil()))"));

    private TimeMutations() {}
}
