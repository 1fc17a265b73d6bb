package io.sluice.status;

import static io.sluice.status.FakeJournal.MERCHANT;
import static io.sluice.status.FakeJournal.OTHER;
import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.FakeJournal.foreign;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.payment.Journal.Mark;
import io.sluice.platform.sse.Teller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class FollowerTests {

    static final Duration SWEEP = Duration.ofMillis(400);

    final FakeJournal journal = new FakeJournal();
    final FollowMeters meters = new FollowMeters(new SimpleMeterRegistry(), InstantSource.system());
    final Topics topics = new Topics(journal, meters);
    final MerchantFeeds feeds = new MerchantFeeds(journal, meters);
    final Set<Teller> ended = ConcurrentHashMap.newKeySet();
    final Follower follower =
            new Follower(journal, topics, feeds, SWEEP, FollowerTests::nanos, ended::add);
    final Reader reader = join();
    Topic topic = reader.topic();

    @Test
    void hearsMessagesAtOnce() {
        following()
                .then(() -> journal.announce(event(2)))
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(head()).isEqualTo(2))
                .thenCancel()
                .verify();
    }

    @Test
    void findsWhatNoMessageToldInTheNextSweep() {
        following()
                .then(() -> {
                    journal.commit(event(2));
                    journal.relay();
                })
                .thenAwait(SWEEP)
                .then(() -> assertThat(head()).isEqualTo(2))
                .thenCancel()
                .verify();
    }

    @Test
    void findsWhatTheRelayHasNotMovedYet() {
        following()
                .then(() -> journal.commit(event(2)))
                .thenAwait(SWEEP)
                .then(() -> assertThat(head()).isEqualTo(2))
                .thenCancel()
                .verify();
    }

    @Test
    void missesNothingThatTheRelayMovesDuringASweep() {
        following()
                .then(() -> {
                    journal.commit(event(2));
                    journal.onSwept = journal::relay;
                })
                .thenAwait(SWEEP)
                .then(() -> assertThat(head()).isEqualTo(2))
                .thenCancel()
                .verify();
    }

    @Test
    void sweepsAtOnceWhenMessagesMayBeMissing() {
        following()
                .then(() -> journal.commit(event(2)))
                .then(journal::announceGap)
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(head()).isEqualTo(2))
                .thenCancel()
                .verify();
    }

    /** Anybody may ask for one. */
    @Test
    void beginsAlthoughSomebodyAsksForAPaymentThatDoesNotExist() {
        var stranger = topics.visiting(OTHER, _ -> Mono.never()).subscribe();

        following().then(() -> assertThat(head()).isEqualTo(1)).thenCancel().verify();
        stranger.dispose();
    }

    /** It was placed after the question was asked, and before the place to start from was. */
    @Test
    void missesNothingOfWhatWasPlacedWhileSomebodyElsesQuestionWasAnswered() {
        var answer = Sinks.<Void>empty();
        journal.commit(event(1));
        journal.relay();
        journal.latestGate = answer.asMono();
        var earlier = topic.read().subscribe();
        journal.latestGate = Mono.empty();

        StepVerifier.withVirtualTime(
                        () -> {
                            journal.commit(event(2));
                            journal.relay();
                            return follower.follow();
                        })
                .expectSubscription()
                .thenAwait(Duration.ofMillis(1))
                .then(() -> answer.tryEmitEmpty().orThrow())
                .thenAwait(SWEEP)
                .then(() -> assertThat(follower.isCurrent()).isTrue())
                .then(() -> assertThat(head()).isEqualTo(2))
                .thenCancel()
                .verify();
        earlier.dispose();
    }

    @Test
    void bringsWhatHasAPositionToWhoeverHearsTheMerchant() {
        var reader = feeds.join(MERCHANT, () -> true);

        following()
                .then(() -> reader.story().begin(new byte[0], new Mark("journal", 1)))
                .then(() -> {
                    journal.commit(event(2), foreign(1), event(3));
                    journal.relay();
                })
                .thenAwait(SWEEP)
                .then(() -> assertThat(positionsAfter(1, reader.feed())).containsExactly(2L, 4L))
                .thenCancel()
                .verify();
    }

    @Test
    void sweepsAtOnceWhenTheRelayHasPlacedWhatSomebodyWaitsFor() {
        var reader = feeds.join(MERCHANT, () -> true);

        following()
                .then(() -> {
                    journal.commit(event(2));
                    journal.announce(event(2));
                    journal.relay();
                    journal.announce(event(2), 2);
                })
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(positionsAfter(1, reader.feed())).containsExactly(2L))
                .thenCancel()
                .verify();
    }

    @Test
    void sweepsNoSoonerForWhatNobodyWaitsForOrWasReadAlready() {
        var sweeps = new AtomicInteger();
        journal.onSwept = sweeps::incrementAndGet;
        var _ = feeds.join(MERCHANT, () -> true);

        following()
                .then(() -> sweeps.set(0))
                .then(() -> {
                    journal.announce(event(1), 1);
                    journal.announce(event(2), 0);
                    journal.announce(foreign(1), 7);
                })
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(sweeps).hasValue(0))
                .thenCancel()
                .verify();
    }

    @Test
    void readsMoreThanAPageInOneSweep() {
        following()
                .then(() -> {
                    LongStream.rangeClosed(2, 1_700)
                            .forEach(version -> journal.commit(event(version)));
                    journal.relay();
                })
                .thenAwait(SWEEP)
                .then(() -> assertThat(head()).isEqualTo(1_700))
                .thenCancel()
                .verify();
    }

    @Test
    void goesOnWhereItWasAfterTheJournalCouldNotBeRead() {
        following()
                .then(() -> journal.down(true))
                .thenAwait(Duration.ofSeconds(5))
                .then(() -> {
                    journal.commit(event(2));
                    journal.relay();
                    journal.down(false);
                })
                .thenAwait(SWEEP)
                .then(() -> assertThat(head()).isEqualTo(2))
                .thenCancel()
                .verify();
    }

    @Test
    void readsForWhomeverCameBeforeItKnewWhereToStart() {
        StepVerifier.withVirtualTime(
                        () -> {
                            journal.down(true);
                            return follower.follow();
                        })
                .expectSubscription()
                .thenAwait(SWEEP)
                .then(() -> {
                    journal.commit(event(2));
                    journal.relay();
                    journal.down(false);
                })
                .thenAwait(SWEEP)
                .then(() -> assertThat(head()).isEqualTo(2))
                .thenCancel()
                .verify();
    }

    /** Versions and positions that were given out are given out again, to other events. */
    @ParameterizedTest
    @CsvSource({"journal, 1", "another, 3"})
    void startsOverWhenTheDatabaseWasRestored(String id, int kept) {
        var all = feeds.join(MERCHANT, () -> true);

        following()
                .then(() -> journal.commit(event(2), event(3)))
                .then(journal::relay)
                .thenAwait(SWEEP)
                .then(() -> assertThat(head()).isEqualTo(3))
                .then(() -> assertThat(ended).isEmpty())
                .then(() -> journal.restore(id, kept))
                .thenAwait(Duration.ofMillis(1_400))
                .then(() ->
                        assertThat(ended).containsExactlyInAnyOrder(reader.teller(), all.teller()))
                .then(() -> assertThat(topics.all()).isEmpty())
                .then(() -> assertThat(feeds.has(MERCHANT)).isFalse())
                .then(() -> topic = join().topic())
                .then(() -> journal.commit(event(kept + 1)))
                .then(journal::relay)
                .thenAwait(SWEEP)
                .then(() -> assertThat(head()).isEqualTo(kept + 1))
                .then(() -> assertThat(follower.isCurrent()).isTrue())
                .thenCancel()
                .verify();
    }

    /** Others may commit before it looks. */
    @Test
    void startsOverWhenOtherEventsHaveThePositionsThatItKnows() {
        following()
                .then(() -> journal.commit(event(2), event(3)))
                .then(journal::relay)
                .thenAwait(Duration.ofMillis(1_400))
                .then(() -> assertThat(head()).isEqualTo(3))
                .then(() -> assertThat(ended).isEmpty())
                .then(() -> journal.restore("journal", 1))
                .then(() -> journal.commit(event(4), event(5), event(6)))
                .then(journal::relay)
                .thenAwait(Duration.ofMillis(1_400))
                .then(() -> assertThat(ended).containsExactly(reader.teller()))
                .thenCancel()
                .verify();
    }

    @Test
    void isCurrentForASecondAfterTheLastSweepBegan() {
        following()
                .thenAwait(Duration.ofMinutes(1))
                .then(() -> assertThat(follower.isCurrent()).isTrue())
                .then(() -> journal.down(true))
                .thenAwait(Duration.ofMillis(500))
                .then(() -> assertThat(follower.isCurrent()).isTrue())
                .thenAwait(Duration.ofMillis(500))
                .then(() -> assertThat(follower.isCurrent()).isFalse())
                .then(() -> journal.down(false))
                .thenAwait(SWEEP)
                .then(() -> assertThat(follower.isCurrent()).isTrue())
                .thenCancel()
                .verify();
    }

    /** From a journal that holds one event, after the first sweep. */
    private StepVerifier.Step<Void> following() {
        return StepVerifier.withVirtualTime(
                        () -> {
                            journal.commit(event(1));
                            journal.relay();
                            return follower.follow();
                        })
                .expectSubscription()
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(follower.isCurrent()).isTrue());
    }

    private Reader join() {
        return topics.join(
                PAYMENT, it -> new Reader(it, Audience.PAYER, StreamMode.STATE, () -> true));
    }

    private static long nanos() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }

    private static List<Long> positionsAfter(long position, MerchantFeed feed) {
        var positions = new ArrayList<Long>();
        for (var next = feed.next(position); next != null; next = feed.next(next.position())) {
            positions.add(next.position());
        }
        return positions;
    }

    private long head() {
        var head = topic.head();
        return head == null ? 0 : head.version();
    }
}
