package io.sluice.payment.journal;

import io.sluice.payment.Journal.Positioned;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.journal.JournalTables.Said;
import io.sluice.simulation.Flaw;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Keeps events in memory. */
final class SimulatedEvents implements EventStore {

    private final SimulatedDatabase database;
    private final JournalTables tables;

    SimulatedEvents(SimulatedDatabase database, JournalTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Mono<Void> append(JournalEvent event) {
        return database.statement(unit -> {
            var said = new Said(event.payment(), event.version());
            tables.events.insert(unit, said, event);
            tables.pending.insert(unit, database.server().identity(), said);
            return null;
        });
    }

    @Override
    public Mono<List<Positioned>> place(int limit) {
        return database.statement(
                        unit -> {
                            tables.head.lock(unit, JournalTables.HEAD);
                            return true;
                        })
                .flatMap(_ -> database.statement(unit -> move(unit, limit)));
    }

    private List<Positioned> move(Transaction unit, int limit) {
        var oldest =
                tables.pending.all(unit).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .limit(limit)
                        .toList();
        oldest.forEach(it -> tables.pending.remove(unit, it.getKey()));
        var skipped = database.server().is(Flaw.RELAY_SKIPS) && oldest.size() > 1 ? 1 : 0;
        return oldest.stream().skip(skipped).map(it -> position(unit, it.getValue())).toList();
    }

    private Positioned position(Transaction unit, Said said) {
        var head = Optional.ofNullable(tables.head.find(unit, JournalTables.HEAD)).orElse(0L);
        tables.head.put(unit, JournalTables.HEAD, head + 1);
        tables.positions.insert(unit, head + 1, said);
        var event = Objects.requireNonNull(tables.events.find(unit, said));
        return new Positioned(head + 1, event);
    }
}
