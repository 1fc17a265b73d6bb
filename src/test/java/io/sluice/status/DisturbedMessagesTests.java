package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.Journal;
import io.sluice.payment.PaymentId;
import io.sluice.sandbox.Eventually;
import io.sluice.status.FollowMeters.Net;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of messages, every client of two replicas hears what the journal holds: nothing
 * lost, nothing twice, nothing out of order, and late by no more than a sweep.
 */
class DisturbedMessagesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(1);

    /** For a machine that has other things to do. */
    private static final Duration AT_LAST = Duration.ofSeconds(3);

    private final List<Followed> all = new ArrayList<>();
    private final List<Hearer> everything = new ArrayList<>();

    @Test
    void tellsEveryClientEverythingOnceAndInOrder() {
        tells(8, 40, Duration.ofMillis(60), 1);
    }

    @Tag("full")
    @RepeatedTest(5)
    void tellsEveryClientEverythingHoweverMuchThereIs(RepetitionInfo run) {
        tells(40, 100, Duration.ofMillis(100), run.getCurrentRepetition());
    }

    /** Who listens to one payment. */
    private record Followed(
            StreamReplica replica, PaymentId payment, StreamMode mode, Hearer hearer) {}

    private void tells(int payments, long last, Duration longestPause, long seed) {
        try (var journal = new WrittenJournal(payments, seed);
                var here = new StreamReplica(journal.seen());
                var there = new StreamReplica(journal.seen())) {
            Stream.of(here, there, here, there).forEach(it -> listen(it, journal));
            Eventually.holds(PATIENCE, this::isHeard);

            journal.write(last, longestPause).block(Duration.ofMinutes(5));

            awaitTheEnd();
            checkEach(journal.seen(), last);
            checkEverything(journal.seen());
            checkDelays(journal);
            System.out.printf("Seed %d: %s%n", seed, journal.bus.tally());
            for (var replica : List.of(here, there)) {
                assertThat(replica.learned(Net.MESSAGE)).isPositive();
                assertThat(replica.learned(Net.SWEEP)).isPositive();
            }
        } finally {
            everything.forEach(Hearer::leave);
            all.forEach(it -> it.hearer().leave());
        }
    }

    private void listen(StreamReplica replica, WrittenJournal journal) {
        everything.add(new Hearer(replica.followAll()));
        for (var payment : journal.payments) {
            for (var mode : StreamMode.values()) {
                all.add(
                        new Followed(
                                replica, payment, mode, new Hearer(replica.follow(payment, mode))));
            }
        }
    }

    /** Each knows where it begins, so that it counts what comes after. */
    private boolean isHeard() {
        return everything.stream().noneMatch(it -> it.place().isEmpty())
                && all.stream().noneMatch(it -> it.hearer().events.isEmpty());
    }

    private void awaitTheEnd() {
        try {
            Eventually.holds(PATIENCE, () -> all.stream().allMatch(it -> it.hearer().isTold()));
        } catch (AssertionError e) {
            var waiting = all.stream().filter(it -> !it.hearer().isTold());
            throw new AssertionError("Not told of the end: " + waiting.toList(), e);
        }
    }

    private void checkEach(Journal journal, long last) {
        for (var it : all) {
            var truth =
                    journal.after(it.payment(), 0, Integer.MAX_VALUE)
                            .map(event -> new String(event.merchantJson(), UTF_8))
                            .collectList()
                            .blockOptional(PATIENCE)
                            .orElseThrow();
            var heard = it.hearer().events;
            var versions = heard.stream().map(event -> Long.parseLong(event.id())).toList();
            assertThat(versions).isSorted().doesNotHaveDuplicates().endsWith(last);
            assertThat(heard)
                    .allMatch(event ->
                            event.json().equals(truth.get(Integer.parseInt(event.id()) - 1)));
            if (it.mode() == StreamMode.LOG) {
                assertThat(versions)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, last).boxed().toList());
            }
        }
    }

    private void checkEverything(Journal journal) {
        for (var hearer : everything) {
            var start = EventCursors.parse(hearer.place());
            var truth =
                    journal.ofMerchant(FakeJournal.MERCHANT, start.position(), Integer.MAX_VALUE)
                            .map(it -> EventCursors.text(it.in(start.journal())))
                            .collectList()
                            .blockOptional(PATIENCE)
                            .orElseThrow();
            Eventually.holds(PATIENCE, () -> hearer.events.size() >= truth.size());
            assertThat(hearer.ids()).isEqualTo(truth);
            assertThat(hearer.isCut()).isFalse();
        }
    }

    private void checkDelays(WrittenJournal journal) {
        var delays =
                Stream.concat(
                                everything.stream(),
                                all.stream()
                                        .filter(it -> it.mode() == StreamMode.LOG)
                                        .map(Followed::hearer))
                        .flatMap(it -> it.events.stream().skip(1))
                        .map(it -> it.nanos() - journal.committedNanos(it.json()))
                        .sorted()
                        .map(Duration::ofNanos)
                        .toList();
        assertThat(delays.get(delays.size() * 95 / 100)).isLessThan(SOON);
        assertThat(delays.getLast()).isLessThan(AT_LAST);
    }
}
