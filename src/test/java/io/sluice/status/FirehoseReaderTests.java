package io.sluice.status;

import static io.sluice.status.FakeJournal.MERCHANT;
import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.FirehoseTests.id;
import static io.sluice.status.FirehoseTests.payment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.Journal.Positioned;
import io.sluice.platform.sse.Frames;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Readers of a merchant's events who are fast, slow, or stuck. */
class FirehoseReaderTests {

    final FakeJournal journal = new FakeJournal();
    final MerchantFeeds feeds =
            new MerchantFeeds(
                    journal, new FollowMeters(new SimpleMeterRegistry(), InstantSource.system()));

    @Test
    void tellsASlowReaderEveryEventPageByPageOnceItReads() {
        var room = new AtomicBoolean(true);
        var reader = begun(room::get);

        StepVerifier.create(text(reader))
                .expectNext("retry: 1\n\n", id(0))
                .then(() -> room.set(false))
                .then(() -> say(1, 2_000))
                .then(() -> room.set(true))
                .then(() -> reader.teller().wake())
                .expectNextSequence(
                        LongStream.rangeClosed(1, 2_000).mapToObj(it -> payment(it, it)).toList())
                .then(() -> say(2_001, 2_001))
                .expectNext(payment(2_001, 2_001))
                .thenCancel()
                .verify();
        assertThat(journal.merchantPages).hasPositiveValue();
    }

    @Test
    void readsNothingAgainForThoseWhoKeepUp() {
        var reader = begun(() -> true);

        StepVerifier.create(text(reader))
                .expectNextCount(2)
                .then(() -> say(1, 400))
                .expectNextCount(400)
                .thenCancel()
                .verify();
        assertThat(journal.merchantPages).hasValue(0);
    }

    @Test
    void keepsWhatAReaderOfTheMomentHasNotHeardAndNothingThatAllHave() {
        var busy = begun(() -> false);
        var fast = begun(() -> true);

        say(1, 10);
        assertThat(busy.feed().lacks(0)).isFalse();

        feeds.leave(busy);
        StepVerifier.create(text(fast)).expectNextCount(12).thenCancel().verify();
        say(11, 11);
        assertThat(fast.feed().lacks(9)).isTrue();
        assertThat(fast.feed().lacks(10)).isFalse();
    }

    @Test
    void keepsNothingForAReaderThatIsStuck() {
        var stuck = begun(() -> false);
        say(1, 10);

        stuck.teller().beat(15);
        stuck.teller().beat(15);
        say(11, 11);

        assertThat(stuck.feed().lacks(9)).isTrue();
        assertThat(stuck.feed().lacks(10)).isFalse();
        assertThat(stuck.story().heard()).isZero();
    }

    @Test
    void keepsNoMoreThanItMay() {
        var busy = begun(() -> false);
        var large = ",\"p\":\"%s\"".formatted("x".repeat(Window.BYTES / 9));

        LongStream.rangeClosed(1, 4)
                .forEach(it -> feeds.offer(new Positioned(it, event(PAYMENT, it, false, large))));

        assertThat(busy.feed().lacks(1)).isTrue();
        assertThat(busy.feed().lacks(2)).isFalse();
    }

    private FirehoseReader begun(BooleanSupplier room) {
        var reader = feeds.join(MERCHANT, room);
        reader.feed().begin(0);
        reader.story().begin(Frames.retry(Duration.ofMillis(1)), new Mark("journal", 0));
        return reader;
    }

    private void say(long first, long last) {
        for (var it = first; it <= last; it++) {
            journal.commit(event(it));
            journal.relay();
            feeds.offer(new Positioned(it, event(it)));
        }
    }

    /** As the server takes them: one after the other, when there is room. */
    private static Flux<String> text(FirehoseReader reader) {
        return reader.teller()
                .frames()
                .<byte[]>concatMap(Function.identity(), 1)
                .map(frame -> new String(frame, UTF_8));
    }
}
