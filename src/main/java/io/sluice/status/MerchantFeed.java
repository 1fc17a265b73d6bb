package io.sluice.status;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.Journal.Positioned;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The events of one merchant as this replica reads them, and who listens. What is new is read once
 * for all who have come this far, and what somebody lacks once for all who lack the same.
 */
final class MerchantFeed {

    private static final Logger log = LoggerFactory.getLogger(MerchantFeed.class);

    /** Enough to catch up fast, little enough to be held for a stuck reader. */
    static final int PAGE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final MerchantId merchant;
    private final FollowMeters meters;
    private final Set<FirehoseReader> readers = ConcurrentHashMap.newKeySet();
    private final Window window = new Window();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final SingleFlight<MerchantId, Mark> starts;
    private final SingleFlight<Long, Page> pages;

    MerchantFeed(MerchantId merchant, Journal journal, FollowMeters meters) {
        this.merchant = merchant;
        this.meters = meters;
        this.starts = new SingleFlight<>(_ -> readNewest(journal));
        this.pages = new SingleFlight<>(position -> readPage(journal, position));
    }

    MerchantId merchant() {
        return merchant;
    }

    FollowMeters meters() {
        return meters;
    }

    Set<FirehoseReader> readers() {
        return readers;
    }

    /**
     * The newest position, as far as a client that has heard {@code last} can be told: an answer to
     * a question from before that client came may be too old for it.
     */
    Mono<Mark> newest(@Nullable Mark last) {
        return starts.ask(merchant)
                .filter(newest -> last == null || last.position() <= newest.position())
                .switchIfEmpty(Mono.defer(() -> starts.ask(merchant)));
    }

    /** An event as the follower comes by it, each after all before it. */
    void offer(Positioned next) {
        window.forget(heardByAll(next.position() - 1));
        window.add(new Logged(next));
        wake();
    }

    /** Nothing up to {@code position} was offered. */
    void begin(long position) {
        window.forget(position);
        wake();
    }

    /** The next event for who has heard everything up to {@code position}, if it is known here. */
    @Nullable Logged next(long position) {
        return window.after(position);
    }

    /** Whether something after {@code position} may be in the journal only. */
    boolean lacks(long position) {
        return position < window.floor();
    }

    /** What the journal has after {@code position}; one question for all who lack the same. */
    Mono<Page> after(long position) {
        return pages.ask(position);
    }

    private Mono<Mark> readNewest(Journal journal) {
        return journal.newest()
                .timeout(PATIENCE)
                .doOnNext(newest -> window.begin(newest.position()));
    }

    private Mono<Page> readPage(Journal journal, long position) {
        var floor = window.floor();
        return journal.ofMerchant(merchant, position, PAGE)
                .map(Logged::new)
                .collectList()
                .timeout(PATIENCE)
                .map(events -> Page.of(events, position, floor))
                .doOnNext(_ -> failing.set(false))
                .doOnError(this::failed);
    }

    private void failed(Throwable cause) {
        if (!failing.getAndSet(true)) {
            log.warn("What merchant={} lacks cannot be read; its streams wait", merchant, cause);
        }
    }

    /** What is slow keeps nothing here: it reads the journal when it can. */
    private long heardByAll(long most) {
        return readers.stream()
                .filter(it -> !it.teller().isSlow())
                .mapToLong(it -> it.story().heard())
                .reduce(most, Math::min);
    }

    private void wake() {
        readers.forEach(it -> it.teller().wake());
    }

    /**
     * Some events, in order.
     *
     * @param through the position up to which nothing else is left to be told
     */
    record Page(List<Logged> events, long through) {

        /** The floor was known before the journal was read: a page that ends early has it all. */
        private static Page of(List<Logged> events, long after, long floor) {
            var last = events.isEmpty() ? after : events.getLast().position();
            return new Page(events, events.size() < PAGE ? Math.max(last, floor) : last);
        }
    }
}
