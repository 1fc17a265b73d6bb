package io.sluice.platform.database;

import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * The only way to PostgreSQL. Work started here is detached from whoever waits for it: a caller
 * that hangs up or times out never cancels a statement half way (it only stops hearing of it).
 */
public interface Database {

    /**
     * Runs {@code work} as one transaction: all of it happens or nothing does. Called inside a unit
     * it joins that unit. Deadlocks and serialisation failures run {@code work} again. Inside
     * {@code work} use nothing that cancels: no timeout, zip, take, next or switchMap.
     */
    <T> Mono<T> atomically(Mono<T> work);

    /**
     * Runs {@code work} within the current unit; when it fails, what it did is undone, the unit
     * lives on, and the failure is passed on.
     */
    <T> Mono<T> undoingOnError(Mono<T> work);

    /** A statement with {@code :named} parameters; runs in the current unit, else in its own. */
    Sql sql(String statement);

    /**
     * Has {@code action} run once the outermost unit has committed and its connection is released;
     * dropped on rollback. It never delays or fails the unit's answer; its own failure is logged.
     */
    Mono<Void> afterCommit(Supplier<Mono<Void>> action);
}
