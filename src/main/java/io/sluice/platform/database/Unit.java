package io.sluice.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.pool.PooledRef;
import reactor.util.context.ContextView;

/**
 * One piece of work on one connection: a single statement, or a transaction that others join
 * through the Reactor context. The connection goes back to its pool only if the work came to a
 * certain end; every other way out tears it down.
 */
final class Unit {

    private final PooledRef<Connection> lent;
    private final List<Supplier<Mono<Void>>> afterCommit = new ArrayList<>();
    private @Nullable Throwable spoiled;
    private int savepoints;
    private volatile boolean open = true;
    private volatile boolean committing;
    private volatile boolean certain;

    Unit(PooledRef<Connection> lent) {
        this.lent = lent;
    }

    /** The unit that whoever subscribes with {@code context} is inside of. */
    static Optional<Unit> around(ContextView context) {
        return context.getOrEmpty(Unit.class);
    }

    /** Runs {@code work} between BEGIN and COMMIT or ROLLBACK. */
    <T> Mono<T> transaction(Mono<T> work) {
        return begin().then(work.contextWrite(context -> context.put(Unit.class, this)))
                .onErrorResume(failure -> rollback().then(Mono.error(failure)))
                .as(done -> delay(done, Mono.defer(this::commit)));
    }

    /** Runs one statement that is a transaction by itself. */
    <T> Mono<T> single(Function<Connection, Mono<T>> statement) {
        return statement
                .apply(lent.poolable())
                .doOnSuccess(_ -> certain = true)
                .doOnError(failure -> certain = isAnswer(failure));
    }

    /** Runs {@code work} as a part of this transaction, which cannot succeed without it. */
    <T> Mono<T> join(Mono<T> work) {
        return work.doOnError(failure -> spoiled = failure);
    }

    <T> Mono<T> use(Function<Connection, Mono<T>> statement) {
        return Mono.defer(() -> statement.apply(connection()));
    }

    /** Runs {@code work} behind a savepoint, to which its failure leads back. */
    <T> Mono<T> undoingOnError(Mono<T> work) {
        return Mono.fromSupplier(this::nextSavepoint).flatMap(savepoint -> savepoint.guard(work));
    }

    void afterCommit(Supplier<Mono<Void>> action) {
        afterCommit.add(action);
    }

    List<Supplier<Mono<Void>>> afterCommit() {
        return List.copyOf(afterCommit);
    }

    DatabaseFailure overdue(Duration deadline) {
        open = false;
        return committing
                ? new DatabaseFailure.OutcomeUnknown(deadline)
                : new DatabaseFailure.Overdue(deadline);
    }

    /** Nobody knows what the server still has to say on this connection. */
    boolean isInDoubt() {
        return !certain;
    }

    Mono<Void> giveBack() {
        return isInDoubt() ? lent.invalidate() : lent.release();
    }

    private Mono<Void> begin() {
        return Mono.defer(() -> Mono.from(connection().beginTransaction()));
    }

    private Mono<Void> commit() {
        var failure = spoiled;
        if (failure != null) {
            return rollback().then(Mono.error(swallowed(failure)));
        }
        open = false;
        committing = true;
        return Mono.from(lent.poolable().commitTransaction())
                .doOnSuccess(_ -> certain = true)
                .onErrorMap(Unit::outcome);
    }

    private Mono<Void> rollback() {
        open = false;
        return Mono.from(lent.poolable().rollbackTransaction())
                .doOnSuccess(_ -> certain = true)
                .onErrorComplete();
    }

    private Connection connection() {
        if (!open) {
            throw new IllegalStateException("this unit of database work is over");
        }
        return lent.poolable();
    }

    private Savepoint nextSavepoint() {
        return new Savepoint("s" + ++savepoints, spoiled, afterCommit.size());
    }

    /** That the server rolled back is known; anything else may have happened or not. */
    private static Throwable outcome(Throwable failure) {
        return failure instanceof R2dbcRollbackException
                ? failure
                : new DatabaseFailure.OutcomeUnknown(failure);
    }

    private static IllegalStateException swallowed(Throwable failure) {
        return new IllegalStateException(
                "a joined unit failed and its failure was swallowed outside of undoingOnError",
                failure);
    }

    /** {@code work}, its value held back until {@code ending} is done; also when there is none. */
    private static <T> Mono<T> delay(Mono<T> work, Mono<Void> ending) {
        return work.singleOptional().delayUntil(_ -> ending).flatMap(Mono::justOrEmpty);
    }

    private static boolean isAnswer(Throwable failure) {
        return failure instanceof R2dbcException answered && answered.getSqlState() != null;
    }

    /** A place in the transaction, and what the unit was like there. */
    private final class Savepoint {

        private final String name;
        private final @Nullable Throwable spoiledBefore;
        private final int actionsBefore;

        Savepoint(String name, @Nullable Throwable spoiledBefore, int actionsBefore) {
            this.name = name;
            this.spoiledBefore = spoiledBefore;
            this.actionsBefore = actionsBefore;
        }

        <T> Mono<T> guard(Mono<T> work) {
            return Mono.from(connection().createSavepoint(name))
                    .then(work)
                    .onErrorResume(failure -> rollback().then(Mono.error(failure)))
                    .as(done -> delay(done, Mono.defer(this::release)));
        }

        private Mono<Void> release() {
            return Mono.from(connection().releaseSavepoint(name));
        }

        private Mono<Void> rollback() {
            spoiled = spoiledBefore;
            afterCommit.subList(actionsBefore, afterCommit.size()).clear();
            return Mono.from(connection().rollbackTransactionToSavepoint(name));
        }
    }
}
