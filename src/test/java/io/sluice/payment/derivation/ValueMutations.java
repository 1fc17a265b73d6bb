package io.sluice.payment.derivation;

import io.sluice.mutation.Mutation;
import java.util.List;

/** Mistakes in what value means under which choice. */
final class ValueMutations {

    static final List<Mutation> ALL =
            List.of(
                    new Mutation(
                            "one node's word counts",
                            "Holdings",
                            "return transfer.grade() != SINGLE;",
                            "return true;"),
                    new Mutation(
                            "orphaned value counts",
                            "Holdings",
                            "isVerified(transfer) && transfer.state() == INCLUDED",
                            "isVerified(transfer)"),
                    new Mutation(
                            "a dismissed transfer is held again",
                            "Holdings",
                            "isHere(transfer) && !facts.resolutions().dismisses(transfer.id())",
                            "isHere(transfer)"),
                    new Mutation(
                            "late value counts though it is to be held",
                            "Holdings",
                            "choice.policy().late() == Late.ACCEPT_IF_COVERED",
                            "choice.policy().late() != null"),
                    new Mutation(
                            "accepted late value counts however late",
                            "Holdings",
                            "&& !transfer.firstIncludedAt().isAfter(latest)",
                            ""),
                    new Mutation(
                            "value after a cancel counts",
                            "Holdings",
                            """
                            return cancellation == null
                            || !transfer.firstIncludedAt().isAfter(cancellation.at());
                            """,
                            "return true;"),
                    new Mutation(
                            "a reorg makes value late",
                            "Holdings",
                            "return !transfer.firstIncludedAt().isAfter(choice.onTimeUntil())",
                            "return !transfer.block().time().isAfter(choice.onTimeUntil())"),
                    new Mutation(
                            "the last moment of a window is late",
                            "Holdings",
                            "return !transfer.firstIncludedAt().isAfter(choice.onTimeUntil())",
                            "return transfer.firstIncludedAt().isBefore(choice.onTimeUntil())"),
                    new Mutation(
                            "dust that strayed is not ignored",
                            "Holdings",
                            ".filter(it -> it.exceeds(terms.dust(it.asset())))",
                            ".filter(it -> it.covers(terms.dust(it.asset())))"),
                    new Mutation(
                            "late value is passed over",
                            "Holdings",
                            "Stream.concat(counted.stream(), late.stream());",
                            "counted.stream();"),
                    new Mutation(
                            "a block's clock is not forgiven",
                            "Choice",
                            "return expiresAt().plus(policy.skew());",
                            "return expiresAt();"),
                    new Mutation(
                            "tolerance has no cap",
                            "Choice",
                            "tolerance.absolute().max(share).min(tolerance.cap())",
                            "tolerance.absolute().max(share)"),
                    new Mutation(
                            "tolerance may be all that is due",
                            "Choice",
                            """
                            return less.isNone()
                            ? new AssetAmount(forgiven, BigInteger.ONE)
                            : less;
                            """,
                            "return less;"),
                    new Mutation(
                            "tolerance in another currency is forgiven",
                            "Choice",
                            "if (!tolerance.currency().equals(price.currency())) {",
                            "if (tolerance.currency() == null) {"),
                    new Mutation(
                            "tolerance is rounded up",
                            "Choice",
                            "RoundingMode.DOWN)",
                            "RoundingMode.UP)"),
                    new Mutation(
                            "the newest choice is always the chosen one",
                            "Chosen",
                            """
                            .or(() -> firstCovered(this::isOnTime))
                            .or(() -> firstCovered((_, _) -> true))
                            .or(() -> firstPaid(Holdings::isHere))
                            .or(() -> firstPaid(Holdings::mayBeHere))
                            """,
                            ""),
                    new Mutation(
                            "what strayed first takes a covered payment back",
                            "Chosen",
                            """
                            .or(() -> firstCovered(this::isOnTime))
                            .or(() -> firstCovered((_, _) -> true))
                            """,
                            ""),
                    new Mutation(
                            "a choice that was shipped on may lose to another",
                            "Chosen",
                            ".or(this::whereThePolicyWasMet)",
                            ""),
                    new Mutation(
                            "an accepted choice may lose to another",
                            "Chosen",
                            "return accepted() .or(this::whereThePolicyWasMet)",
                            "return whereThePolicyWasMet()"),
                    new Mutation(
                            "dust decides what is chosen",
                            "Chosen",
                            """
                            return Holdings.sum(choice.asset(), onTime(choice, which)).exceeds(dust)
                            """,
                            """
                            return !Holdings.sum(choice.asset(), onTime(choice, which)).isNone()
                            """));

    private ValueMutations() {}
}
