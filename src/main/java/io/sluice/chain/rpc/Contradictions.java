package io.sluice.chain.rpc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names an operator that contradicts the others once, until it agrees with them again. */
final class Contradictions {

    private static final Logger log = LoggerFactory.getLogger(Contradictions.class);

    private final Set<Contradiction> known = ConcurrentHashMap.newKeySet();

    /** What {@code votes} came to is {@code value}. */
    <T> void compare(String kind, Object which, Votes<T> votes, T value) {
        var against = votes.against(value);
        for (var operator : votes.byOperator().keySet()) {
            var contradiction = new Contradiction(operator, kind);
            if (!against.contains(operator)) {
                known.remove(contradiction);
            } else if (known.add(contradiction)) {
                log.warn(
                        "An operator contradicts the others operator={} about={} {}",
                        operator,
                        kind,
                        which);
            }
        }
    }

    private record Contradiction(String operator, String kind) {}
}
