package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.simulation.Table;
import io.sluice.simulation.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the watchers write, in memory. */
public final class WatchTables {

    final Table<ChainId, ChainView> cursors = new Table<>();
    final Table<Place, Kept> blocks = new Table<>();
    final Table<ChainId, Long> passes = new Table<>();
    final Table<ChainId, Long> stuck = new Table<>();
    final Table<ChainId, Gap> gaps = new Table<>();
    final Table<String, Row> transfers = new Table<>();
    final Table<String, String> addresses = new Table<>();

    /** A height of a chain. */
    record Place(ChainId chain, long height) {}

    /** A block that was taken in, and the addresses that were under watch in it. */
    record Kept(ReadBlock read, Set<String> watched, boolean gap) {}

    /** The lowest gap of a chain, when it was last known below it, and what it calls final. */
    record Gap(long height, Instant time, long calledFinal) {}

    /**
     * A transfer, and what could take its place.
     *
     * @param signed null for what no account signed
     * @param replacedAt height of the block that something is in instead; -1 while there is none
     */
    record Row(Transfer transfer, @Nullable Mined signed, long replacedAt) {}

    /** A cursor as it counts: no time passes over a gap. */
    ChainView shown(Transaction unit, ChainView kept) {
        var gap = gaps.find(unit, kept.chain());
        return gap == null || !kept.readThrough().isAfter(gap.time())
                ? kept
                : new ChainView(
                        kept.chain(),
                        kept.height(),
                        kept.hash(),
                        kept.time(),
                        gap.time(),
                        kept.safe(),
                        kept.finalized(),
                        kept.revision());
    }

    public Map<ChainId, ChainView> cursors() {
        return cursors.committed();
    }

    public Optional<ChainView> cursor(ChainId chain) {
        return Optional.ofNullable(cursors.committed().get(chain));
    }

    public Collection<Transfer> transfers() {
        return transfers.committed().values().stream().map(Row::transfer).toList();
    }

    /** Who signed each transfer's transaction, with which nonce. */
    public Map<String, Mined> signed() {
        return transfers.committed().entrySet().stream()
                .filter(it -> it.getValue().signed() != null)
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                it -> Objects.requireNonNull(it.getValue().signed())));
    }

    /** Every address under watch, with the payment it belongs to; empty while it is free. */
    public Map<String, String> addresses() {
        return addresses.committed();
    }

    /** Whether a cursor is among what was written. */
    public boolean areCursorsIn(Set<Table<?, ?>> touched) {
        return touched.contains(cursors);
    }
}
