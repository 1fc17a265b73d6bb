package io.sluice.bench;

import io.sluice.e2e.OpeningWithoutSources;
import io.sluice.quote.CommittedRates;
import io.sluice.quote.QuotingForBench;
import io.sluice.sandbox.RateVenue;
import io.sluice.sandbox.RateVenues;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** What a quote costs, and what sources that do wrong cost others. */
final class QuoteBench {

    private static final int OPERATIONS = 20_000;
    private static final int ROUNDS = 7;
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /** Above the patience: the fan-out, and what else there is to do. */
    private static final int MILLIS_TO_SPARE = 200;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    List<Measured> run() {
        var measured = new ArrayList<Measured>();
        var quoting = new QuotingForBench();
        measured.addAll(cost("indicative amount", quoting::indicative));
        measured.addAll(cost("signed quote", quoting::offer));
        measured.addAll(rounds());
        var opening = OpeningWithoutSources.measure();
        measured.add(
                Measured.of(
                                "opening a payment, all sources hang, ms",
                                opening.hanging(),
                                opening.healthy())
                        .should(Measured.Target.atMost(1.2 * opening.healthy())));
        return measured;
    }

    private static List<Measured> cost(String what, Supplier<?> operation) {
        var _ = nanos(operation);
        var nanos = DoubleStream.generate(() -> nanos(operation)).limit(ROUNDS).sorted().toArray();
        var before = THREADS.getCurrentThreadAllocatedBytes();
        var _ = nanos(operation);
        var bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        return List.of(
                new Measured(what + ", ns", null, nanos[ROUNDS / 2], null),
                new Measured(what + ", bytes", null, (double) bytes / OPERATIONS, null));
    }

    private static double nanos(Supplier<?> operation) {
        var began = System.nanoTime();
        for (var i = 0; i < OPERATIONS; i++) {
            var _ = Objects.requireNonNull(operation.get());
        }
        return (double) (System.nanoTime() - began) / OPERATIONS;
    }

    private static List<Measured> rounds() {
        try (var venues = RateVenues.start()) {
            var rates = new CommittedRates(venues, PATIENCE, InstantSource.system());
            var _ = millis(rates);
            var healthy = millis(rates);
            venues.hang(RateVenue.KRAKEN);
            venues.drip(RateVenue.BITSTAMP);
            return List.of(
                    Measured.of("round, one hangs and one drips, ms", millis(rates), healthy)
                            .should(
                                    Measured.Target.atMost(
                                            (double) PATIENCE.toMillis() + MILLIS_TO_SPARE)));
        }
    }

    private static double millis(CommittedRates rates) {
        var began = System.nanoTime();
        var _ = rates.round().blockLast(Duration.ofSeconds(30));
        return (System.nanoTime() - began) / 1e6;
    }
}
