package io.sluice.status;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.Progress;
import io.sluice.status.FollowMeters.Net;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One payment as this replica knows it, and who listens. What is newest only ever grows, by compare
 * and set: it does not matter who brings an event, how often, or in which order.
 */
final class Topic {

    /** Enough to catch up fast, little enough to be held for a stuck reader. */
    private static final int PAGE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** A depth that is known is looked up again in every so many rounds. */
    static final int ROUNDS = 4;

    private final PaymentId payment;
    private final FollowMeters meters;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet(2);
    private final AtomicReference<@Nullable Told> head = new AtomicReference<>();
    private final SingleFlight<PaymentId, Told> heads;
    private final SingleFlight<Long, List<Told>> pages;
    private volatile @Nullable Depth depth;
    private volatile long deepenedIn;

    /** Who are here and do not listen, or not yet. */
    private int visitors;

    Topic(PaymentId payment, Journal journal, FollowMeters meters) {
        this.payment = payment;
        this.meters = meters;
        this.heads = new SingleFlight<>(id -> readHead(journal, id));
        this.pages = new SingleFlight<>(version -> readPage(journal, version));
    }

    FollowMeters meters() {
        return meters;
    }

    PaymentId payment() {
        return payment;
    }

    Set<Reader> readers() {
        return readers;
    }

    /** Somebody is here who does not listen, or not yet; under the lock of {@link Topics}. */
    void enter() {
        visitors++;
    }

    /** They are here no more. */
    void exit() {
        visitors--;
    }

    /** Whether nobody needs what is known here. */
    boolean isDeserted() {
        return readers.isEmpty() && visitors == 0;
    }

    /** The newest event known here; null before any was. */
    @Nullable Told head() {
        return head.get();
    }

    /** How deep the value is, as far as the newest event says it is on its way. */
    @Nullable Depth depth() {
        return depth;
    }

    void offer(JournalEvent event, Net net) {
        var known = head.get();
        if (known != null && known.version() >= event.version()) {
            return;
        }
        var before = head.getAndAccumulate(new Told(event), Topic::newer);
        if (before == null || before.version() < event.version()) {
            meters.learned(net);
            readers.forEach(it -> it.teller().wake());
        }
    }

    /** Whether the newest event may have a depth that was not asked for, or may have grown. */
    boolean deepens(long round) {
        var newest = head.get();
        var last = depth;
        if (newest == null) {
            return false;
        }
        return last == null
                || last.version() != newest.version()
                || (last.progress() != null && round - deepenedIn >= ROUNDS);
    }

    void deepened(long version, @Nullable Progress progress, long round) {
        deepenedIn = round;
        var now = new Depth(version, progress);
        if (!now.equals(depth)) {
            depth = now;
            readers.forEach(it -> it.teller().wake());
        }
    }

    /** Any event of the payment says whose it is: one that is known here, or else the newest. */
    Mono<MerchantId> owner() {
        return Mono.justOrEmpty(head.get())
                .switchIfEmpty(Mono.defer(this::read))
                .map(Told::merchant);
    }

    /** What the journal says is newest, and at least what is known here. */
    Mono<Told> read() {
        return heads.ask(payment);
    }

    /** The same, and what was placed before now is no newer than that. */
    Mono<Told> readAfresh() {
        return heads.askAfresh(payment);
    }

    /** The next few events after {@code version}; one question for all who miss the same. */
    Mono<List<Told>> after(long version) {
        return pages.ask(version);
    }

    private Mono<Told> readHead(Journal journal, PaymentId id) {
        return journal.latest(id)
                .timeout(PATIENCE)
                .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new))
                .doOnNext(it -> offer(it, Net.READ))
                .mapNotNull(_ -> head.get());
    }

    private Mono<List<Told>> readPage(Journal journal, long version) {
        return journal.after(payment, version, PAGE).map(Told::new).collectList().timeout(PATIENCE);
    }

    private static @Nullable Told newer(@Nullable Told known, @Nullable Told offered) {
        if (known == null || offered == null) {
            return known == null ? offered : known;
        }
        return offered.version() > known.version() ? offered : known;
    }

    /** How deep the value was at a version of the payment; null when there is nothing to say. */
    record Depth(long version, @Nullable Progress progress) {}
}
