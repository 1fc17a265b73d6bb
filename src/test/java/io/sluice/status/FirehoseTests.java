package io.sluice.status;

import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.FakeJournal.foreign;
import static io.sluice.status.Listening.BROWSER;
import static io.sluice.status.Listening.PARTNER;
import static io.sluice.status.Listening.PAYER;
import static io.sluice.status.Listening.PROGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcTransientResourceException;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentFailure;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.http.Refused;
import io.sluice.platform.sse.Hearing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** All events of a merchant as a client hears them. */
class FirehoseTests {

    static final String RETRY = "retry: 2500\n\n";
    static final String LATER = "retry: 10000\n\n";

    final Listening listening = new Listening(Role.EDGE);
    final FakeJournal journal = listening.journal;
    long swept;

    @Test
    void beginsWithWhatHappensNext() {
        say(1, 2);

        hear(null)
                .expectNext(RETRY, id(2))
                .then(() -> say(3))
                .expectNext(payment(3, 3))
                .then(() -> say(4, 5))
                .expectNext(payment(4, 4), payment(5, 5))
                .thenCancel()
                .verify();
        assertThat(listening.meters.get("sluice.stream.delay").timer().count()).isEqualTo(3);
        assertThat(listening.response.getHeaders().getContentType())
                .hasToString("text/event-stream;charset=utf-8");
        assertThat(journal.merchantPages).hasValue(0);
    }

    @Test
    void tellsNothingOfOthers() {
        hear(null)
                .expectNext(RETRY, id(0))
                .then(() -> {
                    journal.commit(foreign(1), event(1), foreign(2));
                    journal.relay();
                    sweep();
                })
                .expectNext(payment(2, 1))
                .then(() -> say(2))
                .expectNext(payment(4, 2))
                .thenCancel()
                .verify();
    }

    @Test
    void goesOnWhereACutClientWasAndThenTellsWhatIsNew() {
        say(1, 2, 3);
        LongStream.rangeClosed(4, 20).forEach(it -> commit(foreign(it), event(it)));

        hear(new Mark("journal", 2))
                .expectNext(RETRY, id(2), payment(3, 3))
                .expectNextSequence(
                        LongStream.rangeClosed(4, 20)
                                .mapToObj(it -> payment(3 + 2 * (it - 3), it))
                                .toList())
                .then(() -> say(21))
                .expectNext(payment(38, 21))
                .thenCancel()
                .verify();
    }

    @Test
    void goesOnWhereAClientWasThatHadHeardNothingYet() {
        say(1);
        hear(null).expectNext(RETRY, id(1)).thenCancel().verify();
        say(2);

        hear(new Mark("journal", 1)).expectNext(RETRY, id(1), payment(2, 2)).thenCancel().verify();
    }

    @ParameterizedTest
    @MethodSource
    void beginsWithWhatHappensNextForAPlaceThatWasNeverGiven(Mark unknown) {
        say(1, 2);

        hear(unknown)
                .expectNext(RETRY, id(2))
                .then(() -> say(3))
                .expectNext(payment(3, 3))
                .thenCancel()
                .verify();
    }

    static Stream<Mark> beginsWithWhatHappensNextForAPlaceThatWasNeverGiven() {
        return Stream.of(new Mark("other", 1), new Mark("journal", 3));
    }

    @Test
    void readsOnceForAllWhoComeToTheSamePlace() {
        say(1, 2, 3);
        var answer = Sinks.<Void>empty();
        journal.merchantGate = answer.asMono();

        Flux.range(0, 20)
                .flatMap(_ -> listening.listenToAll(new Mark("journal", 1)).take(4), 20)
                .as(StepVerifier::create)
                .expectNextCount(40)
                .then(() -> answer.tryEmitEmpty().orThrow())
                .expectNextCount(40)
                .verifyComplete();
        assertThat(journal.merchantPages).hasValue(1);
        assertThat(listening.feeds.readers()).isEmpty();
    }

    @Test
    void hearsFromTheJournalWhatCameBeforeAFollowerKnewWhereToStart() {
        hear(null)
                .expectNext(RETRY, id(0))
                .then(() -> {
                    commit(event(1), event(2));
                    listening.feeds.begin(2);
                })
                .expectNext(payment(1, 1), payment(2, 2))
                .thenCancel()
                .verify();
    }

    @Test
    void waitsUntilTheJournalAnswersAgain() {
        say(1, 2);

        StepVerifier.withVirtualTime(() -> listening.listenToAll(new Mark("journal", 0)).take(5))
                .expectNext(RETRY, id(0))
                .expectNext(payment(1, 1), payment(2, 2))
                .then(() -> {
                    journal.down(true);
                    listening.feeds.begin(3);
                })
                .thenAwait(Duration.ofSeconds(3))
                .then(() -> {
                    commit(event(3));
                    journal.down(false);
                })
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(payment(3, 3))
                .verifyComplete();
    }

    @Test
    void isClosedToPayers() {
        Hearing.frames(it ->
                        listening.firehose.serve(new FirehoseRequest(PAYER, null, PROGRAM), it))
                .as(StepVerifier::create)
                .verifyError(PaymentFailure.NotFound.class);
    }

    @Test
    void asksForANewTokenBeforeTheOldOneEnds() {
        hear(null)
                .expectNext(RETRY, id(0))
                .then(() -> {
                    listening.clock = InstantSource.fixed(Listening.NOON.plusSeconds(3_400));
                    listening.open.beat();
                })
                .expectNext("event: reauth\ndata: {}\n\n")
                .verifyComplete();
    }

    @Test
    void isKeptAliveWhileNothingHappens() {
        hear(null)
                .expectNext(RETRY, id(0))
                .then(() -> LongStream.range(0, 15).forEach(_ -> listening.open.beat()))
                .expectNext(": hb\n\n")
                .thenCancel()
                .verify();
    }

    @Test
    void saysGoodbyeWhenTheReplicaGoesAway() {
        hear(null)
                .expectNext(RETRY, id(0))
                .then(() -> listening.open.drain().as(StepVerifier::create).verifyComplete())
                .expectNext(RETRY)
                .verifyComplete();

        hear(null).verifyError(Refused.class);
        Hearing.frames(it ->
                        listening.firehose.serve(new FirehoseRequest(PARTNER, null, BROWSER), it))
                .as(StepVerifier::create)
                .expectNext(RETRY)
                .verifyComplete();
        assertThat(listening.feeds.readers()).isEmpty();
    }

    private StepVerifier.FirstStep<String> hear(@Nullable Mark last) {
        return listening.listenToAll(last).as(StepVerifier::create);
    }

    /** It would never come back after an error. */
    @Test
    void tellsABrowserToComeBackWhileTheJournalIsAway() {
        journal.down(true);

        listening
                .listenToAll(new FirehoseRequest(PARTNER, null, BROWSER))
                .as(StepVerifier::create)
                .expectNext(LATER)
                .verifyComplete();
        hear(null).verifyError(R2dbcTransientResourceException.class);
    }

    private void say(long... versions) {
        LongStream.of(versions).forEach(it -> journal.commit(event(it)));
        journal.relay();
        sweep();
    }

    /** Commits what this replica's follower has not come by yet. */
    private void commit(JournalEvent... events) {
        journal.commit(events);
        journal.relay();
    }

    private void sweep() {
        var _ =
                journal.afterPosition(swept, 1_000)
                        .doOnNext(it -> swept = it.position())
                        .doOnNext(listening.feeds::offer)
                        .blockLast();
    }

    static String id(long position) {
        return "id: %s\n\n".formatted(EventCursors.text(new Mark("journal", position)));
    }

    static String payment(long position, long version) {
        return "event: payment\n%sdata: {\"merchant\":%d}\n\n"
                .formatted(id(position).strip() + "\n", version);
    }
}
