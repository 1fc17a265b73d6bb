package io.sluice.platform.http;

import java.util.List;
import java.util.Optional;

/** Every module's failures and the framework's, in HTTP; what nobody knows is a bug of ours. */
final class Problems {

    private final List<ProblemSource> sources;
    private final ProblemSource framework = new FrameworkProblems();

    Problems(List<ProblemSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The modules are asked first: they may know a framework failure better. */
    Problem of(Throwable failure) {
        return sources.stream()
                .map(source -> source.problem(failure))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> framework.problem(failure))
                .orElseGet(FrameworkProblems::bug);
    }
}
