package io.sluice.chain.evm;

import io.sluice.chain.family.Served;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                        .filter(Standing::namesABlock)
                        .map(Standing::tip)
                        .collect(Collectors.toUnmodifiableSet());
        return new Served(
                reached(it -> it.head().height()),
                reached(it -> it.safe().height()),
                reached(it -> it.finalized().height()),
                tips,
                agreed().orElse(null));
    }

    int operators() {
        return (int) byNode.values().stream().map(Standing::operator).distinct().count();
    }

    /** That block with its time, where enough operators tell the same one. */
    Optional<Mark> timed(Served.Tip tip) {
        return byNode.values().stream()
                .filter(it -> it.head().hash().equals(tip.hash()))
                .filter(it -> it.head().time() != null)
                .collect(
                        Collectors.groupingBy(
                                Standing::head,
                                Collectors.mapping(Standing::operator, Collectors.toSet())))
                .entrySet()
                .stream()
                .filter(telling -> telling.getValue().size() >= quorum)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The same without the word of some nodes: their operators count as silent. */
    Standings without(Set<String> nodes) {
        return new Standings(
                quorum,
                byNode.entrySet().stream()
                        .filter(entry -> !nodes.contains(entry.getKey()))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue)));
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

    /** No two blocks can have a strict majority, for an operator names one at most. */
    private Optional<Served.Tip> agreed() {
        return byNode.values().stream()
                .filter(Standing::namesABlock)
                .collect(Collectors.groupingBy(Standing::operator))
                .values()
                .stream()
                .map(Standings::newest)
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Standing::tip))
                .values()
                .stream()
                .filter(naming -> naming.size() >= quorum)
                .findFirst()
                .map(this::tip);
    }

    /** The word of one operator; it has none while its nodes contradict each other. */
    private static Optional<Standing> newest(Collection<Standing> nodes) {
        var head = nodes.stream().mapToLong(it -> it.head().height()).max().orElse(-1);
        var highest = nodes.stream().filter(it -> it.head().height() == head).toList();
        return highest.stream().map(Standing::tip).distinct().count() == 1
                ? highest.stream().max(Comparator.comparing(Standing::asked))
                : Optional.empty();
    }

    /** Of many who name it, those asked last are enough. */
    private Served.Tip tip(List<Standing> naming) {
        var asked =
                naming.stream()
                        .map(Standing::asked)
                        .sorted(Comparator.reverseOrder())
                        .skip(quorum - 1L)
                        .findFirst()
                        .orElseThrow();
        var block = naming.getFirst().head();
        return new Served.Tip(block.height(), block.hash(), asked);
    }
}
