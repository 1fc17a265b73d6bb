package io.sluice.status;

import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.Listening.BROWSER;
import static io.sluice.status.Listening.PARTNER;
import static io.sluice.status.Listening.PAYER;
import static io.sluice.status.Listening.request;
import static io.sluice.status.ReaderTests.END;
import static io.sluice.status.ReaderTests.payment;
import static io.sluice.status.ReaderTests.snapshot;
import static io.sluice.status.StreamMode.LOG;
import static io.sluice.status.StreamMode.STATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.sluice.payment.PaymentFailure;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.http.Refused;
import io.sluice.status.FollowMeters.Net;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpStatus;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class StreamsTests {

    static final String RETRY = "retry: 2500\n\n";

    final Listening listening = new Listening(Role.EDGE);
    final FakeJournal journal = listening.journal;

    @Test
    void beginsWithTheStateAndGoesOnLive() {
        journal.commit(event(1), event(2));

        heard(request(PAYER, STATE))
                .expectNext(RETRY, snapshot(2))
                .then(() -> listening.topics.offer(event(3), Net.MESSAGE))
                .expectNext(payment(3))
                .thenCancel()
                .verify();
        assertThat(listening.topics.all()).isEmpty();
    }

    @Test
    void tellsAMerchantTheMerchantsWords() {
        journal.commit(event(1));

        heard(request(PARTNER, STATE))
                .expectNext(RETRY, "event: snapshot\nid: 1\ndata: {\"merchant\":1}\n\n")
                .then(() -> listening.topics.offer(event(2), Net.MESSAGE))
                .expectNext("event: payment\nid: 2\ndata: {\"merchant\":2}\n\n")
                .thenCancel()
                .verify();
    }

    @Test
    void losesNothingThatHappensBetweenListeningAndReading() {
        journal.commit(event(1));
        journal.onLatest = () -> listening.topics.offer(event(2), Net.MESSAGE);

        heard(request(PAYER, STATE)).expectNext(RETRY, snapshot(2)).thenCancel().verify();
    }

    @Test
    void doublesNothingThatHappensBetweenListeningAndReading() {
        journal.commit(event(1), event(2));
        journal.onLatest = () -> listening.topics.offer(event(2), Net.MESSAGE);

        heard(request(PAYER, LOG, 1))
                .expectNext(RETRY, payment(2))
                .then(() -> listening.topics.offer(event(3), Net.MESSAGE))
                .expectNext(payment(3))
                .thenCancel()
                .verify();
    }

    @ParameterizedTest
    @EnumSource
    void endsAfterTheStateOfAClosedPayment(StreamMode mode) {
        journal.commit(event(1), event(2, true));

        heard(request(PAYER, mode)).expectNext(RETRY, snapshot(2), END).verifyComplete();
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingToSayToWhoHasTheLastEventOfAClosedPayment(StreamMode mode) {
        journal.commit(event(1), event(2, true));

        heard(request(PAYER, mode, 2)).verifyComplete();

        assertThat(listening.response.getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheStateToWhoNamesAVersionThatNeverWas(StreamMode mode) {
        journal.commit(event(1), event(2));

        heard(request(PAYER, mode, 77)).expectNext(RETRY, snapshot(2)).thenCancel().verify();
    }

    @Test
    void givesTheStateAgainToWhoHasItInStateMode() {
        journal.commit(event(1), event(2));

        heard(request(PAYER, STATE, 2)).expectNext(RETRY, snapshot(2)).thenCancel().verify();
    }

    @Test
    void readsAgainWhenTheClientIsAheadOfWhatIsKnownHere() {
        journal.commit(event(1));

        StepVerifier.withVirtualTime(
                        () -> {
                            var first = listening.listen(request(PAYER, STATE));
                            return Flux.merge(
                                    first, listening.follower.follow().cast(String.class));
                        })
                .expectNext(RETRY, snapshot(1))
                .then(() -> journal.commit(event(2), event(3)))
                .then(() ->
                        heard(request(PAYER, LOG, 3))
                                .expectNext(RETRY)
                                .then(() -> listening.topics.offer(event(4), Net.MESSAGE))
                                .expectNext(payment(4))
                                .thenCancel()
                                .verify())
                .thenCancel()
                .verify();
    }

    /** Another's read may have begun before the client was told, by another replica. */
    @Test
    void readsAgainWhenWhatIsBeingReadIsOlderThanWhatTheClientKnows() {
        var told = new ArrayList<String>();
        var late = Disposables.swap();
        journal.commit(event(1));
        journal.onLatest =
                () -> {
                    journal.onLatest = () -> {};
                    journal.commit(event(2));
                    var _ =
                            late.update(
                                    listening
                                            .listen(request(PAYER, STATE, 2))
                                            .subscribe(told::add));
                };

        heard(request(PAYER, STATE)).expectNext(RETRY).expectNextCount(1).thenCancel().verify();
        late.dispose();

        assertThat(told).containsExactly(RETRY, snapshot(2));
    }

    @Test
    void readsOnceForManyWhoComeTogetherWhileItIsCurrent() {
        var answer = Sinks.<Void>empty();
        journal.commit(event(1));
        journal.relay();
        journal.latestGate = answer.asMono();
        var many = Flux.range(0, 50).flatMap(_ -> listening.listen(request(PAYER, STATE)), 50);

        StepVerifier.withVirtualTime(
                        () -> Flux.merge(listening.follower.follow().cast(String.class), many))
                .expectSubscription()
                .then(() -> answer.tryEmitEmpty().orThrow())
                .expectNextCount(100)
                .thenCancel()
                .verify();
        assertThat(journal.reads).hasValue(1);
    }

    @Test
    void asksForANewTokenBeforeTheOldOneEnds() {
        journal.commit(event(1));

        heard(request(PAYER, STATE))
                .expectNext(RETRY, snapshot(1))
                .then(() -> beatAt(80))
                .then(() -> listening.topics.offer(event(2), Net.MESSAGE))
                .expectNext(payment(2))
                .then(() -> beatAt(99))
                .expectNext("event: reauth\ndata: {}\n\n")
                .verifyComplete();
    }

    @Test
    void measuresWhatClientsGet() {
        journal.commit(event(1), event(2));

        heard(request(PAYER, STATE))
                .expectNext(RETRY, snapshot(2))
                .then(() -> listening.topics.offer(event(3), Net.MESSAGE))
                .expectNext(payment(3))
                .then(() -> listening.topics.offer(event(7), Net.SWEEP))
                .expectNext(payment(7))
                .thenCancel()
                .verify();
        heard(request(PAYER, LOG, 1)).expectNextCount(2).thenCancel().verify();
        heard(request(PAYER, LOG, 77)).expectNextCount(2).thenCancel().verify();

        assertThat(count("sluice.stream.conflated")).isEqualTo(3);
        assertThat(count("sluice.stream.learned", "by", "message")).isOne();
        assertThat(count("sluice.stream.learned", "by", "sweep")).isOne();
        assertThat(count("sluice.stream.connects", "resume", "fresh")).isOne();
        assertThat(count("sluice.stream.connects", "resume", "resumed")).isOne();
        assertThat(count("sluice.stream.connects", "resume", "unknown")).isOne();
        assertThat(listening.meters.get("sluice.stream.delay").timer().count()).isEqualTo(2);
        assertThat(count("sluice.streams.ended", "reason", "client")).isEqualTo(3);
    }

    private double count(String name, String... tags) {
        return listening.meters.get(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void isNotFoundWhenThereIsNoSuchPayment() {
        heard(request(PAYER, STATE)).verifyError(PaymentFailure.NotFound.class);
        assertThat(listening.topics.all()).isEmpty();
    }

    @Test
    void saysWhatItIsAndThatNobodyMayKeepOrHoldIt() {
        journal.commit(event(1, true));

        heard(request(PAYER, STATE)).expectNextCount(3).verifyComplete();

        var headers = listening.response.getHeaders();
        assertThat(headers.getFirst("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
        assertThat(headers.getFirst("Cache-Control")).isEqualTo("no-store, no-transform");
        assertThat(headers.getFirst("X-Accel-Buffering")).isEqualTo("no");
    }

    @Test
    void endsCleanlyAndTakesNobodyInWhenItDrains() {
        journal.commit(event(1));

        heard(request(PAYER, STATE))
                .expectNext(RETRY, snapshot(1))
                .then(() -> listening.open.drain().as(StepVerifier::create).verifyComplete())
                .expectNext(RETRY)
                .verifyComplete();

        var caller = request(PAYER, STATE);
        heard(caller).verifyError(Refused.class);
        var browser =
                new StreamRequest(
                        caller.credential(), caller.payment(), STATE, caller.lastId(), BROWSER);
        heard(browser).expectNext(RETRY).verifyComplete();
        assertThat(listening.response.getHeaders().getConnection()).containsExactly("close");
    }

    @Test
    void takesNobodyInWhereNobodyIsFed() {
        var watcher = new Listening(Role.WATCHER);
        watcher.journal.commit(event(1));

        watcher.listen(request(PAYER, STATE))
                .as(StepVerifier::create)
                .expectError(Refused.class)
                .verify(Duration.ofSeconds(5));
    }

    private void beatAt(int second) {
        listening.clock = InstantSource.fixed(Listening.NOON.plusSeconds(second));
        listening.open.beat();
    }

    private StepVerifier.FirstStep<String> heard(StreamRequest request) {
        return StepVerifier.create(listening.listen(request));
    }
}
