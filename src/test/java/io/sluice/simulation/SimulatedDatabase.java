package io.sluice.simulation;

import io.sluice.platform.database.Database;
import io.sluice.platform.database.DatabaseFailuresForTests;
import io.sluice.platform.database.Sql;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A replica's access to the server, on one thread. When the replica has died, nothing that it waits
 * for is answered any more: whatever it was doing just ends.
 */
public final class SimulatedDatabase implements Database {

    private final SimulatedServer server;
    private final InstantSource clock;
    private final Deque<Supplier<Mono<Void>>> afterwards = new ArrayDeque<>();
    private boolean dead;

    SimulatedDatabase(SimulatedServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    public SimulatedServer server() {
        return server;
    }

    /** The clock of the replica, which is not the server's. */
    InstantSource clock() {
        return clock;
    }

    /** One statement of an in-memory store; runs in the current unit, else in its own. */
    public <T> Mono<T> statement(Function<Transaction, @Nullable T> work) {
        return Mono.deferContextual(context -> {
            var unit = context.<Transaction>getOrEmpty(Transaction.class);
            return whileAlive(() -> unit.isPresent() ? step(unit.get(), work) : alone(work));
        });
    }

    @Override
    public <T> Mono<T> atomically(Mono<T> work) {
        return inUnit(
                unit -> work.doOnError(unit::spoil),
                unit -> work.contextWrite(context -> context.put(Transaction.class, unit)));
    }

    @Override
    public <T> Mono<T> undoingOnError(Mono<T> work) {
        return inUnit(
                unit -> behindSavepoint(unit, work),
                unit -> work.contextWrite(context -> context.put(Transaction.class, unit)));
    }

    @Override
    public Sql sql(String statement) {
        throw new UnsupportedOperationException("nobody speaks SQL here: " + statement);
    }

    @Override
    public Mono<Void> afterCommit(Supplier<Mono<Void>> action) {
        if (server.is(Flaw.TOLD_TOO_EARLY)) {
            return Mono.defer(action);
        }
        return Mono.deferContextual(context -> {
            context.<Transaction>getOrEmpty(Transaction.class)
                    .ifPresentOrElse(
                            unit -> unit.afterCommit(action), () -> afterwards.add(action));
            return Mono.empty();
        });
    }

    /** The next of what was to be done after a commit: done when it is subscribed to. */
    public Optional<Mono<Void>> nextAfterwards() {
        return Optional.ofNullable(afterwards.poll()).map(Mono::defer);
    }

    boolean hasAfterwards() {
        return !afterwards.isEmpty();
    }

    /** From here on the replica does nothing any more. */
    void die() {
        dead = true;
        afterwards.clear();
        server.disconnect(this);
    }

    boolean isDead() {
        return dead;
    }

    /** What was asked, unless the asking died: then there is no answer, ever. */
    <T> Mono<T> whileAlive(Supplier<Mono<T>> answer) {
        server.disturbance().between(this);
        return dead ? Mono.never() : answer.get();
    }

    private <T> Mono<T> inUnit(
            Function<Transaction, Mono<T>> joining, Function<Transaction, Mono<T>> outermost) {
        return Mono.deferContextual(context ->
                context.<Transaction>getOrEmpty(Transaction.class)
                        .map(joining)
                        .orElseGet(() -> dead ? Mono.never() : unit(outermost)));
    }

    private <T> Mono<T> unit(Function<Transaction, Mono<T>> work) {
        var unit = server.begin(this);
        return work.apply(unit)
                .singleOptional()
                .doOnError(_ -> server.rollBack(unit))
                .flatMap(value -> end(unit, value, () -> unit(work)));
    }

    private <T> Mono<T> alone(Function<Transaction, @Nullable T> work) {
        var unit = server.begin(this);
        try {
            var value = Optional.<T>ofNullable(work.apply(unit));
            return end(unit, value, () -> alone(work));
        } catch (RuntimeException failure) {
            server.rollBack(unit);
            return Mono.error(failure);
        }
    }

    private static <T> Mono<T> step(Transaction unit, Function<Transaction, @Nullable T> work) {
        try {
            return Mono.justOrEmpty(work.apply(unit));
        } catch (RuntimeException failure) {
            unit.spoil(failure);
            return Mono.error(failure);
        }
    }

    private static <T> Mono<T> behindSavepoint(Transaction unit, Mono<T> work) {
        return Mono.fromSupplier(unit::savepoint)
                .flatMap(back -> work.doOnError(_ -> back.run()).singleOptional())
                .flatMap(Mono::justOrEmpty);
    }

    private <T> Mono<T> end(Transaction unit, Optional<T> value, Supplier<Mono<T>> again) {
        if (unit.spoiled() != null) {
            server.rollBack(unit);
            return Mono.error(new IllegalStateException("a joined unit's failure was swallowed"));
        }
        return switch (server.disturbance().ending(this)) {
            case COMMITTED -> commit(unit, value);
            case RUN_AGAIN -> {
                server.rollBack(unit);
                yield again.get();
            }
            case FAILED -> {
                server.rollBack(unit);
                yield Mono.error(DatabaseFailuresForTests.overdue());
            }
            case IN_DOUBT -> {
                var _ = keep(unit);
                yield Mono.error(DatabaseFailuresForTests.outcomeUnknown());
            }
            case DIED_BEFORE -> {
                die();
                yield Mono.never();
            }
            case DIED_AFTER -> {
                var _ = keep(unit);
                die();
                yield Mono.never();
            }
        };
    }

    private <T> Mono<T> commit(Transaction unit, Optional<T> value) {
        afterwards.addAll(keep(unit));
        return Mono.justOrEmpty(value);
    }

    private List<Supplier<Mono<Void>>> keep(Transaction unit) {
        var actions = unit.commit();
        server.ended(unit);
        return actions;
    }
}
