package io.sluice.platform.http;

import java.util.Optional;

/** Says one module's failures in HTTP. Each module has one, as a bean named {@code …Problems}. */
@FunctionalInterface
public interface ProblemSource {

    /** Empty when the failure is none of this module's. */
    Optional<Problem> problem(Throwable failure);
}
