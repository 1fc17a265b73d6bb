package io.sluice.payment.ledger;

import io.sluice.chain.ChainView;
import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Outlook.Cause;
import io.sluice.payment.ledger.LedgerTables.Address;
import io.sluice.payment.ledger.LedgerTables.Expected;
import io.sluice.payment.ledger.LedgerTables.Mark;
import io.sluice.simulation.Flaw;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps marks in memory. */
final class SimulatedMarks implements MarkStore {

    private final SimulatedDatabase database;
    private final LedgerTables tables;

    SimulatedMarks(SimulatedDatabase database, LedgerTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Mono<Void> markTouched(String family, Collection<String> addresses) {
        return database.server().is(Flaw.MARKS_LOST)
                ? Mono.empty()
                : database.statement(unit -> {
                    addresses.stream()
                            .distinct()
                            .map(it -> tables.addresses.find(unit, new Address(family, it)))
                            .filter(Objects::nonNull)
                            .forEach(it -> mark(unit, it));
                    return null;
                });
    }

    @Override
    public Mono<Long> markReached(ChainView view) {
        return database.statement(unit ->
                markDue(
                        unit,
                        (due, threshold) ->
                                due.chain().equals(view.chain().value())
                                        && threshold <= reached(view, due.cause())));
    }

    @Override
    public Mono<Long> markClock(Instant now) {
        return database.statement(unit ->
                markDue(
                        unit,
                        (due, threshold) ->
                                due.chain().isEmpty()
                                        && due.cause() == Cause.CLOCK
                                        && threshold <= now.toEpochMilli()));
    }

    @Override
    public Flux<PaymentId> marked(int limit) {
        return database.statement(unit ->
                        tables.marks.all(unit).values().stream()
                                .filter(it -> !it.notBefore().isAfter(now()))
                                .map(Mark::payment)
                                .distinct()
                                .limit(limit)
                                .toList())
                .flatMapIterable(it -> it);
    }

    @Override
    public Mono<Long> unmark(PaymentId payment) {
        return database.statement(unit -> {
            if (database.server().is(Flaw.MARKS_SWEPT)) {
                unit.atCommit(() -> of(unit, payment).forEach(it -> tables.marks.remove(unit, it)));
            }
            var all = of(unit, payment);
            all.forEach(it -> tables.marks.remove(unit, it));
            return (long) all.size();
        });
    }

    @Override
    public Mono<Void> putOff(PaymentId payment) {
        return database.statement(unit -> {
            var later = new Mark(payment, now().plusSeconds(2));
            of(unit, payment).forEach(it -> tables.marks.put(unit, it, later));
            return null;
        });
    }

    private long markDue(Transaction unit, BiPredicate<Expected, Long> isReached) {
        var reached =
                tables.dues.all(unit).entrySet().stream()
                        .filter(it -> isReached.test(it.getKey(), it.getValue()))
                        .map(it -> it.getKey().payment())
                        .filter(it -> of(unit, it).isEmpty())
                        .limit(AT_ONCE)
                        .toList();
        reached.forEach(it -> mark(unit, it));
        return reached.size();
    }

    private void mark(Transaction unit, PaymentId payment) {
        tables.marks.insert(unit, database.server().identity(), new Mark(payment, now()));
    }

    private List<Long> of(Transaction unit, PaymentId payment) {
        return tables.marks.all(unit).entrySet().stream()
                .filter(it -> it.getValue().payment().equals(payment))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long reached(ChainView view, Cause cause) {
        return switch (cause) {
            case CLOCK -> Long.MIN_VALUE;
            case CHAIN_TIME -> view.readThrough().toEpochMilli();
            case HEIGHT -> view.height();
            case SAFE -> view.safe();
            case FINALIZED -> view.finalized();
        };
    }

    private Instant now() {
        return database.server().clock().instant();
    }
}
