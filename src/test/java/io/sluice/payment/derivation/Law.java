package io.sluice.payment.derivation;

import java.util.List;

/**
 * Something that holds at every moment of every history.
 *
 * @param says what would be untrue if it failed
 */
record Law(String says, Check check) {

    /** Fails with an {@link AssertionError} when the law is broken. */
    @FunctionalInterface
    interface Check {
        void in(Scene scene);
    }

    static final List<Law> ALL =
            List.of(
                    new Law(
                            "what is told is what the reference tells",
                            ReferenceLaws::tellsTheSame),
                    new Law(
                            "what is told of anything by any clock is what the reference tells",
                            ReferenceLaws::tellsTheSameOfAnythingByAnyClock),
                    new Law(
                            "what is newly known is what the reference finds",
                            ReferenceLaws::discoversTheSame),
                    new Law(
                            "order and repetition of facts do not matter",
                            FactLaws::orderDoesNotMatter),
                    new Law(
                            "nothing is discovered twice, and nothing known is forgotten",
                            FactLaws::isDiscoveredOnce),
                    new Law("a quote and its choice never change", FactLaws::promisesStay),
                    new Law("the barrier is recorded once and for all", FactLaws::barrierStays),
                    new Law(
                            "no outcome of a deadline without proof from every chain",
                            FactLaws::deadlinesAreProven),
                    new Law(
                            "never closed in silence over value that is here",
                            MoneyLaws::isNeverSilent),
                    new Law(
                            "ship only on verified value that covers, and that stands",
                            MoneyLaws::shipsOnlyOnValue),
                    new Law(
                            "a policy was met by inclusions that were deep enough and no more than"
                                    + " needed",
                            MoneyLaws::policyWasReallyMet),
                    new Law("nothing here is lost or counted twice", MoneyLaws::nothingIsLost),
                    new Law(
                            "one node's word moves nothing but what is seen",
                            OtherValueLaws::oneNodesWordMovesNothing),
                    new Law(
                            "what else arrives never demotes a covered payment",
                            OtherValueLaws::moreNeverDemotes),
                    new Law(
                            "what else is here never holds a covered payment back",
                            OtherValueLaws::lessNeverPromotes),
                    new Law(
                            "an acceptance covers by what it names, and asks for no more than"
                                    + " agreed",
                            DecisionLaws::acceptanceCovers),
                    new Law(
                            "a dismissal sets aside all that is here, for good",
                            DecisionLaws::dismissalEnds),
                    new Law(
                            "no payment sleeps through its change",
                            OutlookLaws::sleepsOnlyWhileNothingChanges),
                    new Law(
                            "nothing changes before a threshold is reached",
                            OutlookLaws::nothingChangesBeforeAThreshold));
}
