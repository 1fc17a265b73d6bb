package io.sluice.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.payment.Payments;
import io.sluice.payment.Progress;
import io.sluice.status.FollowMeters.Net;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DepthsTests {

    static final Duration ROUND = Duration.ofMillis(500);

    final Topics topics =
            new Topics(
                    new FakeJournal(),
                    new FollowMeters(new SimpleMeterRegistry(), InstantSource.system()));
    final List<PaymentId> asked = new ArrayList<>();

    @Test
    void asksGentlyForADepthItKnows() {
        watched(1);

        follow(this::answer).thenAwait(ROUND.multipliedBy(20)).thenCancel().verify();

        assertThat(asked).hasSizeBetween(2, 5);
    }

    @Test
    void asksAtOnceWhenThePaymentMoved() {
        watched(1);

        follow(this::answer)
                .thenAwait(ROUND)
                .then(() -> topics.offer(event(0, 2), Net.MESSAGE))
                .thenAwait(ROUND)
                .thenCancel()
                .verify();

        assertThat(asked).hasSize(2);
    }

    @Test
    void asksForSoManyARoundAndForAllInTurn() {
        watched(400);

        follow(this::answer)
                .thenAwait(ROUND)
                .then(() -> assertThat(asked).hasSize(Depths.A_ROUND))
                .thenAwait(ROUND.multipliedBy(8))
                .then(() -> assertThat(new HashSet<>(asked)).hasSize(400))
                .thenCancel()
                .verify();
    }

    @Test
    void asksForTheOthersWhenOneCannotBeHad() {
        watched(3);

        follow(
                        payment -> {
                            asked.add(payment);
                            throw new IllegalStateException("no such depth");
                        })
                .thenAwait(ROUND)
                .thenCancel()
                .verify();

        assertThat(new HashSet<>(asked)).hasSize(3);
    }

    private Mono<Progress> answer(PaymentId payment) {
        asked.add(payment);
        return Mono.just(new Progress(1, 12, Progress.Wait.BLOCKS, 11L, null));
    }

    private StepVerifier.Step<Void> follow(Payments payments) {
        return StepVerifier.withVirtualTime(() -> new Depths(payments, topics, ROUND).follow())
                .expectSubscription();
    }

    private void watched(int payments) {
        IntStream.range(0, payments).forEach(this::watch);
    }

    private void watch(int number) {
        var _ =
                topics.join(
                        payment(number),
                        it -> new Reader(it, Audience.PAYER, StreamMode.STATE, () -> true));
        topics.offer(event(number, 1), Net.MESSAGE);
    }

    private static JournalEvent event(int number, long version) {
        return FakeJournal.event(payment(number), version, false, "");
    }

    private static PaymentId payment(int number) {
        return new PaymentId("pay_%026d".formatted(number));
    }
}
