package io.sluice.chain.evm;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The first block of the chain, as enough operators name it. */
final class Genesis {

    private Genesis() {}

    /** Empty while too few operators name the same; one whose nodes differ names none. */
    static Optional<String> agreed(Collection<Standing> nodes, int quorum) {
        return nodes.stream()
                .filter(node -> !of(node).isEmpty())
                .collect(
                        Collectors.toMap(
                                Standing::operator, node -> Set.of(of(node)), Genesis::either))
                .values()
                .stream()
                .filter(named -> named.size() == 1)
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() >= quorum)
                .map(entry -> entry.getKey())
                .findFirst();
    }

    /** What one node names; empty where it names none. */
    static String of(Standing node) {
        return node.contact() instanceof Contact.Answering(var genesis, _) ? genesis : "";
    }

    private static Set<String> either(Set<String> some, Set<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
