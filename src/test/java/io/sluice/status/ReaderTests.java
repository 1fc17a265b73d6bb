package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.payment.Progress;
import io.sluice.platform.sse.Frames;
import io.sluice.status.FollowMeters.Net;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ReaderTests {

    static final String END = "event: end\ndata: {\"reason\":\"closed\"}\n\n";

    final FakeJournal journal = new FakeJournal();
    final Topics topics =
            new Topics(
                    journal, new FollowMeters(new SimpleMeterRegistry(), InstantSource.system()));

    @Test
    void skipsToTheNewestStateWhenTheClientIsSlow() {
        var reader = state(1);

        frames(reader, 2)
                .expectNext("retry: 1\n\n", snapshot(1))
                .then(() -> LongStream.rangeClosed(2, 5_000).forEach(this::say))
                .thenRequest(2)
                .expectNext(payment(2), payment(5_000))
                .thenRequest(1)
                .then(() -> say(5_001))
                .expectNext(payment(5_001))
                .thenCancel()
                .verify();
        assertThat(journal.pages).hasValue(0);
    }

    @Test
    void tellsASlowClientOfTheEnd() {
        var reader = state(1);

        frames(reader, 2)
                .expectNextCount(2)
                .then(() -> say(2))
                .then(() -> LongStream.rangeClosed(3, 8).forEach(this::say))
                .then(() -> topics.offer(event(9, true), Net.MESSAGE))
                .thenRequest(10)
                .expectNext(payment(2), payment(9), END)
                .verifyComplete();
    }

    @Test
    void tellsEveryEventInLogModeHoweverSlowTheClientIs() {
        var reader = log(1, 1);

        frames(reader, 1)
                .expectNext("retry: 1\n\n")
                .then(() -> LongStream.rangeClosed(2, 40).forEach(this::sayAndKeep))
                .thenRequest(100)
                .recordWith(ArrayList::new)
                .expectNextCount(39)
                .consumeRecordedWith(told ->
                        assertThat(told)
                                .containsExactlyElementsOf(
                                        LongStream.rangeClosed(2, 40)
                                                .mapToObj(ReaderTests::payment)
                                                .toList()))
                .thenCancel()
                .verify();
    }

    @Test
    void replaysOnlyWhatIsLaterInLogMode() {
        LongStream.rangeClosed(1, 5).forEach(this::sayAndKeep);
        journal.commit(event(6, true));
        var reader = log(2, 5);
        topics.offer(event(6, true), Net.MESSAGE);

        frames(reader, 100)
                .expectNext("retry: 1\n\n", payment(3), payment(4), payment(5), payment(6), END)
                .verifyComplete();
    }

    @Test
    void waitsInLogModeUntilTheJournalAnswersAgain() {
        StepVerifier.withVirtualTime(
                        () -> {
                            LongStream.rangeClosed(1, 4).forEach(this::sayAndKeep);
                            journal.down(true);
                            return text(log(1, 4));
                        })
                .expectNext("retry: 1\n\n")
                .thenAwait(Duration.ofSeconds(5))
                .then(() -> journal.down(false))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(payment(2), payment(3), payment(4))
                .thenCancel()
                .verify();
    }

    @Test
    void saysNothingTwiceAndNothingOutOfOrder() {
        var reader = state(3);

        frames(reader, 100)
                .expectNextCount(2)
                .then(() -> LongStream.of(3, 2, 1, 3).forEach(this::say))
                .then(() -> LongStream.of(5, 4, 5, 3, 6).forEach(this::say))
                .expectNext(payment(5), payment(6))
                .thenCancel()
                .verify();
    }

    @Test
    void tellsOfDepthOnlyWhileItChangesAndOnlyForTheVersionItBelongsTo() {
        var reader = state(2);

        frames(reader, 100)
                .expectNextCount(2)
                .then(() -> deepened(reader, 2, 1))
                .expectNext(
                        "event: progress\ndata: {\"confirmations\":1,\"required\":12,\"waits_for\":\"blocks\",\"blocks_left\":11,\"estimated_at\":null}\n\n")
                .then(() -> deepened(reader, 2, 1))
                .then(() -> deepened(reader, 2, 2))
                .expectNext(
                        "event: progress\ndata: {\"confirmations\":2,\"required\":12,\"waits_for\":\"blocks\",\"blocks_left\":10,\"estimated_at\":null}\n\n")
                .then(() -> say(3))
                .expectNext(payment(3))
                .then(() -> deepened(reader, 2, 3))
                .then(() -> say(4))
                .expectNext(payment(4))
                .thenCancel()
                .verify();
    }

    @Test
    void beatsWhenItWasQuietForLong() {
        var reader = state(1);

        frames(reader, 100)
                .expectNextCount(2)
                .then(() -> beats(reader, 14))
                .then(() -> say(2))
                .expectNext(payment(2))
                .then(() -> beats(reader, 15))
                .expectNext(": hb\n\n")
                .then(() -> beats(reader, 15))
                .expectNext(": hb\n\n")
                .thenCancel()
                .verify();
    }

    @Test
    void endsWithItsLastWordsAndSaysNothingAfterThem() {
        var reader = state(1);

        frames(reader, 100)
                .expectNextCount(2)
                .then(() -> reader.teller().finish(Frames.reauth()))
                .then(() -> say(2))
                .expectNext("event: reauth\ndata: {}\n\n")
                .verifyComplete();
    }

    @Test
    void keepsOrderWhenManyBringEventsAtOnce() {
        var reader = state(1);
        LongStream.rangeClosed(2, 400).forEach(version -> journal.commit(event(version)));
        journal.commit(event(401, true));
        var bringers =
                Flux.range(0, 4)
                        .flatMap(
                                _ ->
                                        journal.after(PAYMENT, 1, 400)
                                                .doOnNext(it -> topics.offer(it, Net.MESSAGE))
                                                .subscribeOn(Schedulers.parallel()),
                                4);

        var told =
                text(reader)
                        .mergeWith(bringers.thenMany(Flux.empty()))
                        .filter(frame -> frame.startsWith("event: payment"))
                        .map(frame ->
                                Long.parseLong(frame.replaceAll("(?s).*\nid: (\\d+).*", "$1")))
                        .collectList();

        told.as(StepVerifier::create)
                .assertNext(versions ->
                        assertThat(versions).isSorted().doesNotHaveDuplicates().endsWith(401L))
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    private Reader state(long head) {
        return begun(StreamMode.STATE, OptionalLong.empty(), head);
    }

    private Reader log(long last, long head) {
        return begun(StreamMode.LOG, OptionalLong.of(last), head);
    }

    private Reader begun(StreamMode mode, OptionalLong last, long head) {
        var reader =
                topics.join(PAYMENT, topic -> new Reader(topic, Audience.PAYER, mode, () -> true));
        topics.offer(event(head), Net.MESSAGE);
        reader.begin(Frames.retry(Duration.ofMillis(1)), new Told(event(head)), last);
        return reader;
    }

    private void say(long version) {
        topics.offer(event(version), Net.MESSAGE);
    }

    private void sayAndKeep(long version) {
        journal.commit(event(version));
        say(version);
    }

    private static void deepened(Reader reader, long version, long confirmations) {
        reader.topic()
                .deepened(
                        version,
                        new Progress(
                                confirmations, 12, Progress.Wait.BLOCKS, 12 - confirmations, null),
                        1);
    }

    private static void beats(Reader reader, int count) {
        LongStream.range(0, count).forEach(_ -> reader.teller().beat(15));
    }

    static StepVerifier.FirstStep<String> frames(Reader reader, long demand) {
        return StepVerifier.create(text(reader), demand);
    }

    /** As the server takes them: one after the other, when there is room. */
    private static Flux<String> text(Reader reader) {
        return reader.teller()
                .frames()
                .<byte[]>concatMap(Function.identity(), 1)
                .map(frame -> new String(frame, UTF_8));
    }

    static String payment(long version) {
        return "event: payment\nid: %d\ndata: {\"payer\":%d}\n\n".formatted(version, version);
    }

    static String snapshot(long version) {
        return "event: snapshot\nid: %d\ndata: {\"payer\":%d}\n\n".formatted(version, version);
    }
}
