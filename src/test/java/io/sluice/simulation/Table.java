package io.sluice.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory as PostgreSQL keeps them under READ COMMITTED: a unit sees what is committed and
 * what it wrote itself, and whoever writes a row holds it until its unit ends.
 */
public final class Table<K, V> {

    private final Map<K, V> rows = new LinkedHashMap<>();
    private final Map<K, List<Lock>> locks = new HashMap<>();

    private record Lock(Transaction holder, boolean exclusive) {}

    /** The row with this key, or null. */
    public @Nullable V find(Transaction unit, K key) {
        var own = unit.written(this).get(key);
        return own == null ? rows.get(key) : own.orElse(null);
    }

    /** Every row, the oldest first. */
    public Map<K, V> all(Transaction unit) {
        var own = unit.written(this);
        if (own.isEmpty()) {
            return committed();
        }
        var all = new LinkedHashMap<>(rows);
        own.forEach((key, row) -> apply(all, key, row));
        return all;
    }

    /** What everybody sees. */
    public Map<K, V> committed() {
        return Collections.unmodifiableMap(rows);
    }

    public void put(Transaction unit, K key, V row) {
        lock(unit, key);
        unit.write(this, key, Optional.of(row));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalStateException when there is one with this key
     */
    public void insert(Transaction unit, K key, V row) {
        lock(unit, key);
        if (find(unit, key) != null) {
            throw new IllegalStateException("there is a row " + key);
        }
        unit.write(this, key, Optional.of(row));
    }

    public void remove(Transaction unit, K key) {
        lock(unit, key);
        unit.write(this, key, Optional.empty());
    }

    /** Keeps others from writing the row before the unit ends, as {@code FOR UPDATE} does. */
    public void lock(Transaction unit, K key) {
        hold(unit, key, true);
    }

    /** Keeps the row as it is before the unit ends, as {@code FOR SHARE} does. */
    public void share(Transaction unit, K key) {
        hold(unit, key, false);
    }

    /** Whether another unit keeps this one from writing the row. */
    public boolean isHeld(Transaction unit, K key) {
        return locks.getOrDefault(key, List.of()).stream().anyMatch(it -> it.holder() != unit);
    }

    void commit(K key, Optional<V> row) {
        apply(rows, key, row);
    }

    private void hold(Transaction unit, K key, boolean exclusive) {
        var held = locks.computeIfAbsent(key, _ -> new ArrayList<>(1));
        if (held.stream().anyMatch(it -> it.holder() != unit && (exclusive || it.exclusive()))) {
            throw new WouldWait();
        }
        var lock = new Lock(unit, exclusive);
        if (!held.contains(lock)) {
            held.add(lock);
            unit.atEnd(() -> release(key, lock));
        }
    }

    private void release(K key, Lock lock) {
        var held = locks.get(key);
        if (held != null && held.remove(lock) && held.isEmpty()) {
            locks.remove(key);
        }
    }

    private static <K, V> void apply(Map<K, V> rows, K key, Optional<V> row) {
        row.ifPresentOrElse(it -> rows.put(key, it), () -> rows.remove(key));
    }
}
