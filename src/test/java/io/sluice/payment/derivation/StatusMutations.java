package io.sluice.payment.derivation;

import io.sluice.mutation.Mutation;
import java.util.List;

/** Mistakes in what the facts amount to. */
final class StatusMutations {

    static final List<Mutation> ALL =
            List.of(
                    new Mutation(
                            "a cancel comes before what was settled",
                            "Evidence",
                            "if (policyEverMet() && finalSum(choice).covers(need)) {",
                            """
                            if (policyEverMet()
                            && finalSum(choice).covers(need)
                            && !isCanceled()) {
                            """),
                    new Mutation(
                            "a payment that was shipped on is never reversed",
                            "Evidence",
                            "if (policyEverMet() && !counted.covers(need)) {",
                            "if (policyEverMet() && counted.isNone()) {"),
                    new Mutation(
                            "what strayed is passed over at the deadline",
                            "Evidence",
                            "if (barrier().isPassed(now)) { return holdings.isSomething(dust)",
                            "if (barrier().isPassed(now)) { return counted.exceeds(dust)"),
                    new Mutation(
                            "is final though it only counts",
                            "Evidence",
                            "counted.filter(this::isFinal)",
                            "counted"),
                    new Mutation(
                            "a policy fact carries though it covers too little",
                            "Evidence",
                            """
                            .anyMatch(fact -> transfers.sum(fact, choice.asset()).covers(need(choice)));
                            """,
                            ".findAny().isPresent();"),
                    new Mutation(
                            "a policy fact of another choice carries",
                            "Evidence",
                            "fact.quote().equals(choice.quote().id()) && stands(fact)",
                            "stands(fact)"),
                    new Mutation(
                            "a policy fact carries though what it names was dismissed",
                            "Evidence",
                            "return transfers.stand(fact) &&",
                            "return transfers.stand(fact) ||"),
                    new Mutation(
                            "a policy fact carries though what it names is in another block",
                            "Transfers",
                            """
                            && transfer.block().hash().equals(inclusion.block())
                            && transfer.revision() == inclusion.revision()
                            """,
                            ""),
                    new Mutation(
                            "a policy fact carries though its block went and came back",
                            "Transfers",
                            "&& transfer.revision() == inclusion.revision()",
                            ""),
                    new Mutation(
                            "an older revision wins",
                            "Transfers",
                            "heard.revision() > known.revision()",
                            "heard.revision() < known.revision()"),
                    new Mutation(
                            "what is heard last wins",
                            "Transfers",
                            "heard.revision() > known.revision() ? heard : known",
                            "heard"),
                    new Mutation(
                            "an earlier barrier replaces a later one",
                            "Facts",
                            "fact.deadline().isAfter(barrier.deadline())",
                            "!fact.deadline().isAfter(barrier.deadline())"),
                    new Mutation(
                            "the oldest acceptance holds",
                            "Resolutions",
                            "acceptances.stream().max(NEWEST)",
                            "acceptances.stream().min(NEWEST)"),
                    new Mutation(
                            "a dismissal is the last word for ever",
                            "Resolutions",
                            """
                            all().stream()
                            .reduce((_, later) -> later)
                            .filter(Dismissal.class::isInstance)
                            """,
                            "dismissals.stream().findAny()"),
                    new Mutation(
                            "an acceptance asks for all that was due",
                            "Decision",
                            "(sum.covers(need) ? need : sum).units()",
                            "choice.due().units()"),
                    new Mutation(
                            "an acceptance asks for more than was agreed",
                            "Decision",
                            "(sum.covers(need) ? need : sum).units()",
                            "sum.units()"),
                    new Mutation(
                            "an acceptance takes the oldest choice",
                            "Decision",
                            "evidence.terms().choices().reversed().stream()",
                            "evidence.terms().choices().stream()"),
                    new Mutation(
                            "a dismissal sets aside the chosen asset alone",
                            "Decision",
                            ".filter(Holdings::isHere)",
                            """
                            .filter(it -> Holdings.isHere(it)
                            && evidence.chosen().filter(choice -> Holdings.isOf(choice, it)).isPresent())
                            """));

    private StatusMutations() {}
}
