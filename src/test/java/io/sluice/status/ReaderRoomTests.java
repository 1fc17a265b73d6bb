package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.ReaderTests.frames;
import static io.sluice.status.ReaderTests.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.sse.Frames;
import io.sluice.status.FollowMeters.Net;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReaderRoomTests {

    final FakeJournal journal = new FakeJournal();
    final Topics topics =
            new Topics(
                    journal, new FollowMeters(new SimpleMeterRegistry(), InstantSource.system()));
    final AtomicBoolean room = new AtomicBoolean(true);

    @Test
    void tellsTheNewestStateWhenThereIsRoomAgain() {
        var reader = reader(StreamMode.STATE, OptionalLong.empty());

        frames(reader, 100)
                .expectNextCount(2)
                .then(() -> room.set(false))
                .then(() ->
                        LongStream.rangeClosed(2, 50)
                                .forEach(version -> topics.offer(event(version), Net.MESSAGE)))
                .then(() -> room.set(true))
                .then(reader.teller()::wake)
                .expectNext(payment(50))
                .thenCancel()
                .verify();
    }

    @Test
    void readsNothingFromTheJournalForWhomThereIsNoRoom() {
        var reader = reader(StreamMode.LOG, OptionalLong.of(1));

        frames(reader, 100)
                .expectNext("retry: 1\n\n")
                .then(() -> room.set(false))
                .then(() -> LongStream.rangeClosed(2, 9).forEach(this::sayAndKeep))
                .then(() -> assertThat(journal.pages).hasValue(0))
                .then(() -> room.set(true))
                .then(reader.teller()::wake)
                .expectNext(payment(2), payment(3))
                .thenCancel()
                .verify();
    }

    @Test
    void isStuckWhenThereWasNoRoomForTenBeats() {
        var reader = reader(StreamMode.STATE, OptionalLong.empty());
        room.set(false);

        beats(reader, 9);
        room.set(true);
        beats(reader, 1);
        room.set(false);
        beats(reader, 9);

        assertThat(reader.teller().isStuck()).isFalse();
        beats(reader, 1);
        assertThat(reader.teller().isStuck()).isTrue();
    }

    @Test
    void isStuckWhenItsLastWordsAreNotTaken() {
        var reader = reader(StreamMode.STATE, OptionalLong.empty());
        reader.teller().finish(Frames.reauth());

        beats(reader, 10);

        assertThat(reader.teller().isStuck()).isTrue();
    }

    private Reader reader(StreamMode mode, OptionalLong last) {
        var reader = topics.join(PAYMENT, it -> new Reader(it, Audience.PAYER, mode, room::get));
        topics.offer(event(1), Net.MESSAGE);
        reader.begin(Frames.retry(Duration.ofMillis(1)), new Told(event(1)), last);
        return reader;
    }

    private void sayAndKeep(long version) {
        journal.commit(event(version));
        topics.offer(event(version), Net.MESSAGE);
    }

    private static void beats(Reader reader, int count) {
        LongStream.range(0, count).forEach(_ -> reader.teller().beat(15));
    }
}
