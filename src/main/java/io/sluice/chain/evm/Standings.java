package io.sluice.chain.evm;

import io.sluice.chain.family.Served;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What every node says of the chain right now.
 *
 * @param quorum how many of the configured operators are enough
 */
record Standings(int quorum, Map<String, Standing> byNode) {

    static Standings none(int quorum) {
        return new Standings(quorum, Map.of());
    }

    /** The newest word of a node replaces its last. */
    Standings with(Standing standing) {
        var all = new HashMap<>(byNode);
        all.put(standing.node(), standing);
        return new Standings(quorum, Map.copyOf(all));
    }

    /**
     * The highest values that enough operators have reached. One that claims more, or less, or
     * nothing at all, moves none of them.
     */
    Served served() {
        var tips =
                byNode.values().stream()
                        .map(Standing::tip)
                        .filter(tip -> !tip.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        return new Served(
                reached(Standing::head),
                reached(Standing::safe),
                reached(Standing::finalized),
                tips);
    }

    private long reached(ToLongFunction<Standing> value) {
        return byNode.values().stream()
                .collect(Collectors.toMap(Standing::operator, value::applyAsLong, Math::max))
                .values()
                .stream()
                .sorted(Comparator.reverseOrder())
                .skip(quorum - 1L)
                .findFirst()
                .orElse(-1L);
    }
}
