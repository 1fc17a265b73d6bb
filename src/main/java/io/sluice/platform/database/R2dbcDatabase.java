package io.sluice.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/**
 * Units of work straight on the driver: borrow, detach, limit, give back. Work started inside a
 * unit finds it in the Reactor context and joins.
 */
final class R2dbcDatabase implements Database {

    private static final Retry CONTENTION =
            Retry.backoff(4, Duration.ofMillis(20))
                    .maxBackoff(Duration.ofMillis(300))
                    .jitter(0.75)
                    .filter(R2dbcDatabase::isContention)
                    .onRetryExhaustedThrow((_, last) -> last.failure());

    private final PostgresConnections connections;
    private final Detached detached;
    private final Crush crush;
    private final Duration deadline;
    private final Counter overdue;
    private final Counter inDoubt;
    private final Map<String, NamedSql> statements = new ConcurrentHashMap<>();

    R2dbcDatabase(
            PostgresConnections connections,
            Detached detached,
            Crush crush,
            Duration deadline,
            MeterRegistry meters) {
        this.connections = connections;
        this.detached = detached;
        this.crush = crush;
        this.deadline = deadline;
        this.overdue = meters.counter("sluice.database.units.overdue");
        this.inDoubt = meters.counter("sluice.database.units.in.doubt");
    }

    @Override
    public <T> Mono<T> atomically(Mono<T> work) {
        return inUnit(unit -> unit.join(work), unit -> unit.transaction(work));
    }

    @Override
    public <T> Mono<T> undoingOnError(Mono<T> work) {
        return inUnit(unit -> unit.undoingOnError(work), unit -> unit.transaction(work));
    }

    @Override
    public Sql sql(String statement) {
        var named = statements.computeIfAbsent(statement, NamedSql::of);
        return new R2dbcSql(this, named, Map.of());
    }

    @Override
    public Mono<Void> afterCommit(Supplier<Mono<Void>> action) {
        return Mono.deferContextual(context -> {
            Unit.around(context)
                    .ifPresentOrElse(
                            unit -> unit.afterCommit(action),
                            () -> launch(Mono.defer(action), context));
            return Mono.empty();
        });
    }

    /** Runs one statement in the current unit, or in its own. */
    <T> Mono<T> run(Function<Connection, Mono<T>> statement) {
        return inUnit(unit -> unit.use(statement), unit -> unit.single(statement));
    }

    private <T> Mono<T> inUnit(Function<Unit, Mono<T>> joining, Function<Unit, Mono<T>> outermost) {
        return Mono.deferContextual(context ->
                Unit.around(context)
                        .map(joining)
                        .orElseGet(() -> detached.run(admitted(context, withRetries(outermost)))));
    }

    private <T> Mono<T> admitted(ContextView context, Mono<T> unit) {
        return OnDemand.marks(context) ? crush.admit(unit) : unit;
    }

    private <T> Mono<T> withRetries(Function<Unit, Mono<T>> work) {
        var once =
                Mono.usingWhen(
                        connections.borrow().map(Unit::new),
                        unit -> limited(unit, work),
                        this::giveBackAndTell,
                        (unit, _) -> giveBack(unit),
                        this::giveBack);
        return once.onErrorResume(R2dbcDatabase::isContention, failure -> again(once, failure));
    }

    /** After a failure of {@code work}. What counts the attempts is not made for every unit. */
    private static <T> Mono<T> again(Mono<T> work, Throwable failure) {
        var first = new AtomicBoolean(true);
        return Mono.defer(() -> first.getAndSet(false) ? Mono.<T>error(failure) : work)
                .retryWhen(CONTENTION);
    }

    /** The one cancel that reaches the driver; the unit in doubt is torn down right after it. */
    private <T> Mono<T> limited(Unit unit, Function<Unit, Mono<T>> work) {
        return work.apply(unit).timeout(deadline, Mono.error(() -> giveUp(unit)));
    }

    private DatabaseFailure giveUp(Unit unit) {
        overdue.increment();
        return unit.overdue(deadline);
    }

    private Mono<Void> giveBackAndTell(Unit unit) {
        var actions = unit.afterCommit();
        return actions.isEmpty()
                ? giveBack(unit)
                : giveBack(unit).then(Mono.deferContextual(context -> tell(actions, context)));
    }

    private Mono<Void> giveBack(Unit unit) {
        if (unit.isInDoubt()) {
            inDoubt.increment();
        }
        return unit.giveBack();
    }

    private Mono<Void> tell(List<Supplier<Mono<Void>>> actions, ContextView context) {
        launch(Flux.fromIterable(actions).concatMapDelayError(Mono::defer).then(), context);
        return Mono.empty();
    }

    /** It was promised to somebody who is told so already. */
    private void launch(Mono<Void> work, ContextView context) {
        detached.launch(work, OnDemand.unmark(context));
    }

    private static boolean isContention(Throwable failure) {
        return !(failure instanceof DatabaseFailure)
                && Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(8)
                        .anyMatch(R2dbcDatabase::saysContention);
    }

    /**
     * A deadlock or a serialisation failure: the server undid everything, and asks to try again.
     */
    private static boolean saysContention(Throwable failure) {
        return failure instanceof R2dbcException answered
                && ("40P01".equals(answered.getSqlState())
                        || "40001".equals(answered.getSqlState()));
    }
}
