package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.spi.R2dbcTransientResourceException;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A journal in memory, whose messages get lost when told to. */
final class FakeJournal implements Journal {

    static final PaymentId PAYMENT = new PaymentId("pay_00000000000000000000000000");
    static final PaymentId OTHER = new PaymentId("pay_00000000000000000000000001");
    static final MerchantId MERCHANT = new MerchantId("acme");

    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger pages = new AtomicInteger();
    final AtomicInteger merchantPages = new AtomicInteger();

    /** Runs after the newest event was looked up and before it is handed out. */
    Runnable onLatest = () -> {};

    /** What the newest event waits for after it was looked up, and before it is handed out. */
    volatile Mono<Void> latestGate = Mono.empty();

    /** What reads of a merchant's events wait for. */
    volatile Mono<Void> merchantGate = Mono.empty();

    /** Runs whenever a part of a sweep was read. */
    Runnable onSwept = () -> {};

    private final List<JournalEvent> waiting = new ArrayList<>();
    private final List<Positioned> positioned = new ArrayList<>();
    private final Sinks.Many<WakeUp> messages = Sinks.many().multicast().directBestEffort();
    private volatile boolean down;
    private volatile String id = "journal";

    static JournalEvent event(long version) {
        return event(version, false);
    }

    static JournalEvent event(long version, boolean closed) {
        return event(PAYMENT, version, closed, "");
    }

    static JournalEvent event(PaymentId payment, long version, boolean closed, String padding) {
        return event(MERCHANT, payment, version, closed, padding);
    }

    /** An event of somebody else's payment. */
    static JournalEvent foreign(long version) {
        return event(new MerchantId("other"), OTHER, version, false, "");
    }

    private static JournalEvent event(
            MerchantId merchant, PaymentId payment, long version, boolean closed, String padding) {
        return new JournalEvent(
                "evt_" + version,
                merchant,
                payment,
                version,
                closed,
                "{\"merchant\":%d%s}".formatted(version, padding).getBytes(UTF_8),
                "{\"payer\":%d%s}".formatted(version, padding).getBytes(UTF_8));
    }

    /** Commits events; nobody is told, and the relay has not come by yet. */
    synchronized void commit(JournalEvent... events) {
        waiting.addAll(List.of(events));
    }

    /** The relay comes by: what was committed gets its position. */
    synchronized void relay() {
        waiting.forEach(event -> positioned.add(new Positioned(positioned.size() + 1, event)));
        waiting.clear();
    }

    /** The database is restored: what came after the first {@code kept} positions is gone. */
    synchronized void restore(String journal, int kept) {
        id = journal;
        waiting.clear();
        positioned.subList(kept, positioned.size()).clear();
    }

    void announce(JournalEvent event) {
        messages.tryEmitNext(new WakeUp(event, 0)).orThrow();
    }

    /** The relay tells of an event again, once it has its position. */
    void announce(JournalEvent event, long position) {
        messages.tryEmitNext(new WakeUp(event, position)).orThrow();
    }

    void announceGap() {
        messages.tryEmitNext(new WakeUp(null, 0)).orThrow();
    }

    void down(boolean down) {
        this.down = down;
    }

    @Override
    public Mono<Mark> newest() {
        return head().map(position -> new Mark(id, position));
    }

    @Override
    public Mono<JournalEvent> latest(PaymentId payment) {
        return answer(
                        () -> {
                            reads.incrementAndGet();
                            return of(payment).reversed();
                        })
                .take(1)
                .doOnNext(_ -> onLatest.run())
                .delayUntil(_ -> latestGate)
                .singleOrEmpty();
    }

    @Override
    public Flux<JournalEvent> after(PaymentId payment, long version, int limit) {
        return answer(
                        () -> {
                            pages.incrementAndGet();
                            return of(payment);
                        })
                .filter(event -> event.version() > version)
                .take(limit);
    }

    @Override
    public Mono<Long> head() {
        return answer(() -> List.of((long) positions().size())).single();
    }

    @Override
    public Flux<Positioned> afterPosition(long position, int limit) {
        return answer(this::positions)
                .filter(next -> next.position() > position)
                .take(limit)
                .doOnComplete(() -> onSwept.run());
    }

    @Override
    public Flux<Positioned> ofMerchant(MerchantId merchant, long position, int limit) {
        return answer(
                        () -> {
                            merchantPages.incrementAndGet();
                            return positions();
                        })
                .filter(next -> next.position() > position)
                .filter(next -> next.event().merchant().equals(merchant))
                .take(limit)
                .delaySubscription(Mono.defer(() -> merchantGate));
    }

    @Override
    public Flux<JournalEvent> unpositioned(int limit) {
        return answer(() -> newestWaiting(limit)).doOnComplete(() -> onSwept.run());
    }

    @Override
    public Flux<WakeUp> wakeUps() {
        return messages.asFlux();
    }

    private <T> Flux<T> answer(Supplier<List<T>> rows) {
        return Flux.defer(() ->
                down
                        ? Flux.error(new R2dbcTransientResourceException("the database is down"))
                        : Flux.fromIterable(rows.get()));
    }

    private synchronized List<Positioned> positions() {
        return List.copyOf(positioned);
    }

    private synchronized List<JournalEvent> newestWaiting(int limit) {
        var newest = new LinkedHashMap<PaymentId, JournalEvent>();
        var heard = waiting.stream().skip(Math.max(0, waiting.size() - limit));
        heard.forEach(event -> newest.put(event.payment(), event));
        return List.copyOf(newest.values());
    }

    private synchronized List<JournalEvent> of(PaymentId payment) {
        var all = new ArrayList<>(waiting);
        positioned.forEach(it -> all.add(it.event()));
        return all.stream()
                .filter(event -> event.payment().equals(payment))
                .sorted(Comparator.comparingLong(JournalEvent::version))
                .toList();
    }
}
