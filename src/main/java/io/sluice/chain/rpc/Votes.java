package io.sluice.chain.rpc;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What each operator said. The first word of an operator is its vote, so that two nodes of one
 * operator never help two values at once, and no two values can both have a strict majority.
 */
record Votes<T>(Map<String, T> byOperator) {

    static <T> Votes<T> none() {
        return new Votes<>(Map.of());
    }

    Votes<T> cast(String operator, T value) {
        if (byOperator.containsKey(operator)) {
            return this;
        }
        var more = new HashMap<>(byOperator);
        more.put(operator, value);
        return new Votes<>(Collections.unmodifiableMap(more));
    }

    /** What at least {@code quorum} operators said. */
    Optional<T> winner(int quorum) {
        return byOperator.values().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() >= quorum)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Who said {@code value}. */
    Set<String> agreeing(T value) {
        return byOperator.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who said something else than {@code value}. */
    Set<String> against(T value) {
        return byOperator.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
