package io.sluice.chaos;

import io.sluice.chaos.Finding.Kind;
import io.sluice.chaos.Recorded.Cursor;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what was recorded with the truth, of now and of what once was true. */
final class Oracle {

    private final Truth truth;
    private final Recorded recorded;
    private final long from;
    private final Set<String> payees;
    private final Set<Paid> everPaid = new HashSet<>();
    private final Set<String> everBlocks = new HashSet<>();
    private long everFinal;

    /**
     * An oracle of the blocks from a height on.
     *
     * @param payees who is watched, in lower case; grows
     */
    Oracle(Truth truth, Recorded recorded, long from, Set<String> payees) {
        this.truth = truth;
        this.recorded = recorded;
        this.from = from;
        this.payees = payees;
    }

    /** Remembers what is true now, before it goes away. */
    void remember() {
        everPaid.addAll(truth.paid(from, payees));
        everBlocks.addAll(truth.blocks(from).values());
        everFinal = Math.max(everFinal, truth.finalized());
    }

    /** Whether the cursor is at the head and the tags are those of the chain. */
    boolean isRead() {
        return isReadButForTags()
                && cursor().filter(it -> it.finalized() >= truth.finalized()).isPresent();
    }

    boolean isReadButForTags() {
        return cursor().filter(it -> it.hash().equals(truth.hash())).isPresent();
    }

    private Optional<Cursor> cursor() {
        try {
            return recorded.cursor();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was recorded and never was so. */
    List<Finding> untrue() throws SQLException {
        remember();
        var findings = new ArrayList<Finding>();
        for (var paid : recorded.paid()) {
            if (!paid.isUntold() && !everPaid.contains(paid)) {
                findings.add(new Finding(Kind.WRONG, "never was " + paid));
            }
        }
        var known = everPaid.stream().map(Paid::id).toList();
        recorded.known().stream()
                .filter(id -> !Paid.isUntold(id) && !known.contains(id))
                .forEach(id -> findings.add(new Finding(Kind.WRONG, "nobody paid " + id)));
        recorded.blocks()
                .forEach((height, hash) -> {
                    if (!everBlocks.contains(hash)) {
                        findings.add(new Finding(Kind.WRONG, "no block " + height + " " + hash));
                    }
                });
        recorded.cursor()
                .filter(it -> it.finalized() > everFinal)
                .ifPresent(it -> findings.add(new Finding(Kind.WRONG, "not final: " + it)));
        recorded.toldTwice()
                .forEach(id -> findings.add(new Finding(Kind.WRONG, "included twice " + id)));
        recorded.contradicted()
                .forEach(id -> findings.add(new Finding(Kind.WRONG, "facts say other of " + id)));
        return findings;
    }

    /** What is recorded other than it is, once the chain was read to its head. */
    List<Finding> differences() throws SQLException {
        var findings = untrue();
        var paid = truth.paid(from, payees);
        var held = recorded.paid().stream().filter(it -> !it.isUntold()).toList();
        without(paid, held).forEach(it -> findings.add(new Finding(Kind.MISSED, "" + it)));
        without(held, paid)
                .forEach(it -> findings.add(new Finding(Kind.WRONG, "no longer so " + it)));
        if (!recorded.blocks().equals(truth.blocks(from))) {
            findings.add(new Finding(Kind.WRONG, "blocks other than the chain's"));
        }
        findings.addAll(balances(paid));
        return findings;
    }

    /** Coins that arrived in another way than as a transaction's value; the traces tell of them. */
    private List<Finding> balances(List<Paid> paid) throws SQLException {
        var explained = new HashMap<String, BigInteger>();
        paid.stream().filter(Oracle::isCoin).forEach(it -> add(explained, it));
        recorded.paid().stream()
                .filter(it -> it.isUntold() && isCoin(it))
                .forEach(it -> add(explained, it));
        return payees.stream()
                .filter(it ->
                        explained.getOrDefault(it, BigInteger.ZERO).compareTo(truth.balance(it))
                                > 0)
                .map(it -> new Finding(Kind.WRONG, "more than the balance of " + it))
                .toList();
    }

    /** What is recorded of what is final, and is not what balances are there. */
    List<Finding> uncounted() throws SQLException {
        var height = truth.finalized();
        var findings = new ArrayList<Finding>();
        for (var asset : truth.untold()) {
            var counted = new HashMap<String, BigInteger>();
            recorded.paid().stream()
                    .filter(it -> it.asset().equals(asset))
                    .filter(it -> it.isUntold() || it.height() <= height)
                    .forEach(it -> add(counted, it));
            payees.stream()
                    .filter(it ->
                            !truth.holding(asset, it, height)
                                    .equals(counted.getOrDefault(it, BigInteger.ZERO)))
                    .map(it ->
                            new Finding(
                                    Kind.MISSED,
                                    "%s is not what %s holds of %s at %d"
                                            .formatted(counted.get(it), it, asset, height)))
                    .forEach(findings::add);
        }
        return findings;
    }

    private static boolean isCoin(Paid paid) {
        return paid.asset().endsWith("/slip44:60");
    }

    private static void add(Map<String, BigInteger> sums, Paid paid) {
        sums.merge(paid.address(), paid.units(), BigInteger::add);
    }

    private static List<Paid> without(Collection<Paid> all, Collection<Paid> some) {
        return all.stream().filter(it -> !some.contains(it)).toList();
    }
}
