package io.sluice.chain.watch;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a block that is told again is not what was kept of it.
 *
 * @param missed movements to deposit addresses that were not kept
 * @param contradicted transfers that were kept, and are not told again, or not the same
 * @param left movements that were not kept and still are not: nobody tells how much arrived
 */
record Difference(Set<String> missed, List<String> contradicted, Set<String> left) {

    static final Difference NONE = new Difference(Set.of(), List.of());

    Difference(Set<String> missed, List<String> contradicted) {
        this(missed, contradicted, Set.of());
    }

    /**
     * What of {@code all} is another movement and not just another name for it: traces of two
     * kinds, and of two clients, count the calls of a transaction otherwise.
     */
    static Difference of(Collection<Finding> all) {
        var renamed = all.stream().filter(Finding::isOfATrace).toList();
        var told = remaining(renamed, Finding::told, Finding::kept);
        var kept = remaining(renamed, Finding::kept, Finding::told);
        var missed =
                all.stream()
                        .filter(it -> it.kept() == null)
                        .filter(it -> !it.isOfATrace() || takes(told, it.told()))
                        .map(Finding::id)
                        .collect(toUnmodifiableSet());
        var contradicted =
                all.stream()
                        .filter(it -> it.kept() != null)
                        .filter(it ->
                                !it.isOfATrace()
                                        || takes(kept, it.kept())
                                        || takes(told, it.told()))
                        .map(Finding::id)
                        .toList();
        return new Difference(missed, contradicted);
    }

    /** The same, where those of {@code some} that were missed are left. */
    Difference leaving(Set<String> some) {
        var parts = missed.stream().collect(partitioningBy(some::contains, toUnmodifiableSet()));
        return new Difference(
                Objects.requireNonNull(parts.get(false)),
                contradicted,
                Objects.requireNonNull(parts.get(true)));
    }

    /** Each that remains is one movement, whatever else moved the same. */
    private static boolean takes(List<String> left, @Nullable String what) {
        return what != null && left.remove(what);
    }

    /** What is on one side more often than on the other. */
    private static List<String> remaining(
            List<Finding> all,
            Function<Finding, @Nullable String> side,
            Function<Finding, @Nullable String> other) {
        var left = new ArrayList<>(all.stream().map(side).filter(Objects::nonNull).toList());
        all.stream().map(other).filter(Objects::nonNull).forEach(left::remove);
        return left;
    }
}
