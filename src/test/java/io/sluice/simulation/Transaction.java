package io.sluice.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One unit of database work: what it wrote, which nobody else sees yet, and what it holds. */
public final class Transaction {

    private final SimulatedDatabase owner;
    private final List<Runnable> atEnd = new ArrayList<>();
    private final List<Runnable> atCommit = new ArrayList<>();
    private final List<Supplier<Mono<Void>>> afterCommit = new ArrayList<>();
    private final long begun;
    private Map<Table<?, ?>, Map<?, ?>> written = new LinkedHashMap<>();
    private @Nullable Throwable spoiled;
    private boolean over;

    Transaction(SimulatedDatabase owner, long begun) {
        this.owner = owner;
        this.begun = begun;
    }

    /** Whose unit it is. */
    public SimulatedDatabase owner() {
        return owner;
    }

    /** How many units had been committed when it began. */
    public long begun() {
        return begun;
    }

    /** Which tables it wrote to. */
    public Set<Table<?, ?>> touched() {
        return Collections.unmodifiableSet(written.keySet());
    }

    /** Has {@code change} happen just before it is committed: only for flaws to be found. */
    public void atCommit(Runnable change) {
        atCommit.add(change);
    }

    @SuppressWarnings("unchecked") // what is written to a table has its types
    <K, V> Map<K, Optional<V>> written(Table<K, V> table) {
        var own = written.get(table);
        return own == null ? Map.of() : (Map<K, Optional<V>>) own;
    }

    @SuppressWarnings("unchecked") // what is written to a table has its types
    <K, V> void write(Table<K, V> table, K key, Optional<V> row) {
        if (over) {
            throw new IllegalStateException("this unit of database work is over");
        }
        ((Map<K, Optional<V>>) written.computeIfAbsent(table, _ -> new LinkedHashMap<>()))
                .put(key, row);
    }

    void atEnd(Runnable release) {
        atEnd.add(release);
    }

    void afterCommit(Supplier<Mono<Void>> action) {
        afterCommit.add(action);
    }

    void spoil(Throwable failure) {
        spoiled = failure;
    }

    @Nullable Throwable spoiled() {
        return spoiled;
    }

    List<Supplier<Mono<Void>>> commit() {
        atCommit.forEach(Runnable::run);
        over = true;
        written.keySet().forEach(this::publish);
        atEnd.forEach(Runnable::run);
        return afterCommit;
    }

    void rollBack() {
        over = true;
        atEnd.forEach(Runnable::run);
    }

    /** A place to come back to. */
    Runnable savepoint() {
        var kept = new LinkedHashMap<Table<?, ?>, Map<?, ?>>();
        written.forEach((table, rows) -> kept.put(table, new LinkedHashMap<>(rows)));
        var spoiledBefore = spoiled;
        var actionsBefore = afterCommit.size();
        return () -> {
            written = kept;
            spoiled = spoiledBefore;
            afterCommit.subList(actionsBefore, afterCommit.size()).clear();
        };
    }

    private <K, V> void publish(Table<K, V> table) {
        written(table).forEach(table::commit);
    }
}
