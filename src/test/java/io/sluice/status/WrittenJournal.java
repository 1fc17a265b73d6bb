package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.TestDatabase;
import io.sluice.payment.DisturbedBus;
import io.sluice.payment.FakeBus;
import io.sluice.payment.Journal;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.payment.journal.EventLog;
import io.sluice.payment.journal.JournalForTests;
import io.sluice.platform.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A journal on a real database that is written while others follow it, badly told of. */
final class WrittenJournal implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final Duration UNTIL_ALL_ARE_TOLD = Duration.ofMillis(400);

    final DisturbedBus bus;
    final List<PaymentId> payments;

    private final Database database = TestDatabase.fresh().database();
    private final EventLog log;
    private final Disposable relay;
    private final Random random;
    private final Map<String, Long> committed = new ConcurrentHashMap<>();

    /** A journal in which every payment has its first event. */
    WrittenJournal(int payments, long seed) {
        this.payments =
                IntStream.range(0, payments)
                        .mapToObj(it -> new PaymentId("pay_%026d".formatted(it)))
                        .toList();
        random = new Random(seed);
        bus = new DisturbedBus(new FakeBus(), seed);
        log = JournalForTests.log(database, bus);
        relay = JournalForTests.relay(database, bus).subscribe();
        this.payments.forEach(it -> append(it, 1, false).block());
    }

    /** As one replica knows it. */
    Journal seen() {
        return JournalForTests.journal(database, bus);
    }

    /**
     * Writes events of all payments side by side; of the last ones, which close them, none tells.
     */
    Mono<Void> write(long last, Duration longestPause) {
        return Flux.fromIterable(payments)
                .flatMap(payment -> write(payment, last - 1, longestPause), AT_ONCE)
                .then(Mono.delay(UNTIL_ALL_ARE_TOLD))
                .doOnNext(_ -> bus.fallSilent())
                .thenMany(Flux.fromIterable(payments))
                .concatMap(payment -> append(payment, last, true))
                .then();
    }

    /** When an event was known to be committed, on the monotonic clock. */
    long committedNanos(String json) {
        return committed.getOrDefault(json, Long.MAX_VALUE);
    }

    @Override
    public void close() {
        relay.dispose();
    }

    private Mono<Void> write(PaymentId payment, long last, Duration longestPause) {
        return Flux.range(2, (int) last - 1)
                .concatMap(version -> pause(longestPause).then(append(payment, version, false)))
                .then();
    }

    private Mono<Long> pause(Duration longest) {
        return Mono.defer(() -> Mono.delay(Duration.ofMillis(millis(longest))));
    }

    private synchronized long millis(Duration longest) {
        return random.nextLong(longest.toMillis() + 1);
    }

    private Mono<Void> append(PaymentId payment, long version, boolean closed) {
        var json = "{\"payment\":\"%s\",\"version\":%d}".formatted(payment, version);
        var bytes = json.getBytes(UTF_8);
        var id = "evt_" + payment + "_" + version;
        var event =
                new JournalEvent(id, FakeJournal.MERCHANT, payment, version, closed, bytes, bytes);
        return database.atomically(log.append(event))
                .doOnSuccess(_ -> committed.put(json, System.nanoTime()));
    }
}
