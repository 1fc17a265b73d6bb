package io.sluice.chain.watch;

import java.util.List;
import java.util.Set;

/**
 * How a block that is told again is not what was kept of it.
 *
 * @param missed movements to deposit addresses that were not kept
 * @param contradicted transfers that were kept, and are not told again, or not the same
 */
record Difference(Set<String> missed, List<String> contradicted) {

    static final Difference NONE = new Difference(Set.of(), List.of());
}
