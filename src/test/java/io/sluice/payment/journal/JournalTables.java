package io.sluice.payment.journal;

import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.simulation.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was said about payments, in memory. */
public final class JournalTables {

    static final String HEAD = "head";

    final Table<Said, JournalEvent> events = new Table<>();
    final Table<Long, Said> pending = new Table<>();
    final Table<Long, Said> positions = new Table<>();
    final Table<String, Long> head = new Table<>();

    /** Names one event. */
    public record Said(PaymentId payment, long version) {}

    public Collection<JournalEvent> events() {
        return events.committed().values();
    }

    /** Whether this event is committed. */
    public boolean has(JournalEvent event) {
        return events.committed().containsKey(new Said(event.payment(), event.version()));
    }

    public List<Said> pending() {
        return List.copyOf(pending.committed().values());
    }

    /** What is where in the order of commits. */
    public Map<Long, Said> positions() {
        return positions.committed();
    }

    public long position() {
        return head.committed().getOrDefault(HEAD, 0L);
    }

    /** Whether anything of the journal is among what was written. */
    public boolean areIn(Set<Table<?, ?>> touched) {
        return touched.contains(events) || touched.contains(pending) || touched.contains(positions);
    }
}
