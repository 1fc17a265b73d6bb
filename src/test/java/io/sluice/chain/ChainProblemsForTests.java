package io.sluice.chain;

import io.sluice.platform.http.ProblemSource;

/** Lets tests of controllers say this module's refusals. */
public final class ChainProblemsForTests {

    private ChainProblemsForTests() {}

    public static ProblemSource problems() {
        return new ChainProblems();
    }
}
