package io.sluice.platform.http;

import org.springframework.http.HttpStatus;

/** A request that is refused for a reason its sender should read. */
public final class Refused extends RuntimeException {

    private final Problem problem;
    private final boolean replayed;

    public Refused(Problem problem) {
        this(problem, false);
    }

    private Refused(Problem problem, boolean replayed) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.replayed = replayed;
    }

    /** Something outside the body that is not as it must be. */
    static Refused invalid(String detail) {
        return new Refused(Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", detail));
    }

    /** The same refusal again, for the same request sent again. */
    static Refused again(Problem problem) {
        return new Refused(problem, true);
    }

    public Problem problem() {
        return problem;
    }

    boolean replayed() {
        return replayed;
    }
}
