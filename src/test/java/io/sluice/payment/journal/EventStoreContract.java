package io.sluice.payment.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal.Positioned;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.platform.database.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** What every place that keeps events promises. */
abstract class EventStoreContract {

    private static final PaymentId ONE = new PaymentId("pay_00000000000000000000000001");
    private static final PaymentId TWO = new PaymentId("pay_00000000000000000000000002");

    abstract Database database();

    abstract EventStore store();

    @Test
    void placesTheOldestFirstAndEachOnce() {
        append(event(ONE, 1), event(TWO, 1), event(ONE, 2));

        assertThat(placed(2)).containsExactly("evt_1_1", "evt_2_1");
        append(event(TWO, 2));
        assertThat(placed(5)).containsExactly("evt_1_2", "evt_2_2");
        assertThat(placed(5)).isEmpty();
    }

    @Test
    void givesEventsBackAsTheyAre() {
        append(event(ONE, 1));

        store().place(1)
                .as(database()::atomically)
                .as(StepVerifier::create)
                .assertNext(placed ->
                        assertThat(placed)
                                .usingRecursiveComparison()
                                .isEqualTo(List.of(new Positioned(1, event(ONE, 1)))))
                .verifyComplete();
    }

    @Test
    void keepsNoVersionTwice() {
        append(event(ONE, 1));

        store().append(event(ONE, 1)).as(StepVerifier::create).verifyError();
    }

    @Test
    void neverPlacesWhatIsNotCommittedAndHoldsNothingElseBackForIt() {
        store().append(event(ONE, 1))
                .then(elsewhere(store().append(event(TWO, 1))))
                .then(elsewhere(database().atomically(store().place(5))))
                .doOnNext(placed -> assertThat(ids(placed)).containsExactly("evt_2_1"))
                .as(database()::atomically)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();

        assertThat(placed(5)).containsExactly("evt_1_1");
    }

    @Test
    void placesAgainWhatWasPlacedInAUnitThatFailed() {
        append(event(ONE, 1));

        store().place(5)
                .then(Mono.error(new IllegalArgumentException("no")))
                .as(database()::atomically)
                .as(StepVerifier::create)
                .verifyError(IllegalArgumentException.class);

        assertThat(placed(5)).containsExactly("evt_1_1");
    }

    private void append(JournalEvent... events) {
        Flux.just(events).concatMap(store()::append).as(StepVerifier::create).verifyComplete();
    }

    private List<String> placed(int limit) {
        return store().place(limit)
                .as(database()::atomically)
                .map(EventStoreContract::ids)
                .blockOptional()
                .orElseThrow();
    }

    private static List<String> ids(List<Positioned> placed) {
        return placed.stream().map(it -> it.event().id()).toList();
    }

    private static <T> Mono<T> elsewhere(Mono<T> work) {
        return work.contextWrite(_ -> Context.empty());
    }

    private static JournalEvent event(PaymentId payment, long version) {
        return new JournalEvent(
                "evt_%s_%d".formatted(payment.value().substring(29), version),
                new MerchantId("shop"),
                payment,
                version,
                version == 2,
                "{\"merchant\":1}".getBytes(UTF_8),
                "{\"payer\":1}".getBytes(UTF_8));
    }
}
