package io.sluice.bench;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.payment.journal.EventLog;
import io.sluice.platform.database.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Mono;

/**
 * Commits events as another replica does, and tells of them: at a rate that does not care whether
 * anybody keeps up. Several write side by side, each the events of payments of its own.
 */
final class StormWriter {

    private static final int LANES = 8;
    private static final double NANOS = 1e9;

    private final Database database;
    private final EventLog log;
    private final StormPayments.Template template;
    private final StormStamps stamps;
    private final long[] versions;
    private final AtomicLong failures = new AtomicLong();

    StormWriter(Database database, EventLog log, StormPayments payments, StormStamps stamps) {
        this.database = database;
        this.log = log;
        this.template = payments.template();
        this.stamps = stamps;
        this.versions = new long[payments.count()];
        Arrays.fill(versions, template.version());
    }

    /**
     * What to write.
     *
     * @param from the first of the payments that take turns
     * @param to the one after the last
     * @param padding how many characters an event has more than a real one
     */
    record Plan(int perSecond, int seconds, int from, int to, int padding) {

        int count() {
            return perSecond * seconds;
        }
    }

    /** Begins to write; the end of it can be waited for. */
    Writing begin(Plan plan) {
        var start = System.nanoTime();
        var lanes = Math.min(LANES, plan.to() - plan.from());
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < lanes; i++) {
            var lane = i;
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                for (var n = lane; n < plan.count(); n += lanes) {
                                    writeWhenDue(plan, n, start);
                                }
                            }));
        }
        return () -> {
            try {
                for (var thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }

    /** Something that goes on. */
    interface Writing {

        /** Returns when all of it was due and is committed. */
        void await();
    }

    /** How many could not be written. */
    long failures() {
        return failures.get();
    }

    private void writeWhenDue(Plan plan, int number, long start) {
        var due = start + (long) (number * NANOS / plan.perSecond());
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        write(plan.from() + number % (plan.to() - plan.from()), "x".repeat(plan.padding()), due);
    }

    private void write(int payment, String padding, long due) {
        var version = versions[payment] + 1;
        stamps.due(payment, version, due);
        try {
            database.atomically(append(payment, version, padding, due)).block();
            versions[payment] = version;
        } catch (RuntimeException e) {
            var _ = failures.incrementAndGet();
        }
    }

    /** That it is committed is known here before it is told. */
    private Mono<Void> append(int payment, long version, String padding, long due) {
        return database.afterCommit(() -> Mono.fromRunnable(() -> committed(payment, version)))
                .then(log.append(event(payment, version, padding, due)));
    }

    private void committed(int payment, long version) {
        stamps.committed(payment, version, System.nanoTime());
    }

    private JournalEvent event(int payment, long version, String padding, long due) {
        var id = StormPayments.id(payment);
        return new JournalEvent(
                "evt_%d_%d".formatted(payment, version),
                new MerchantId(template.merchant()),
                new PaymentId(id),
                version,
                false,
                template.json(id, padding, due),
                template.payerJson(id, padding, due));
    }
}
