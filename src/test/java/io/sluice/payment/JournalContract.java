package io.sluice.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.MerchantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What every journal promises to those who follow it. */
public abstract class JournalContract {

    protected static final PaymentId ONE = new PaymentId("pay_00000000000000000000000001");
    protected static final PaymentId TWO = new PaymentId("pay_00000000000000000000000002");

    protected abstract Journal journal();

    /** Commits events, of which nothing has a position yet. */
    protected abstract void commit(JournalEvent... events);

    /** Gives everything committed its position. */
    protected abstract void relay();

    @Test
    void tellsTheNewestEventOfAPaymentWholly() {
        commit(event(ONE, 1), event(TWO, 1), event(ONE, 2));

        journal()
                .latest(ONE)
                .as(StepVerifier::create)
                .assertNext(newest ->
                        assertThat(newest).usingRecursiveComparison().isEqualTo(event(ONE, 2)))
                .verifyComplete();
        journal()
                .latest(new PaymentId("pay_00000000000000000000000003"))
                .as(StepVerifier::create)
                .verifyComplete();
    }

    @Test
    void tellsTheEventsOfAPaymentInOrderWhetherTheyHaveAPositionOrNot() {
        commit(event(ONE, 1), event(TWO, 1), event(ONE, 2));
        relay();
        commit(event(ONE, 3), event(ONE, 4), event(ONE, 5));

        assertThat(versions(journal().after(ONE, 1, 3))).containsExactly(2L, 3L, 4L);
        assertThat(versions(journal().after(ONE, 5, 3))).isEmpty();
    }

    @Test
    void givesPositionsInOrderToWhatTheRelayHasSeen() {
        var before = journal().head().blockOptional().orElseThrow();
        commit(event(ONE, 1), event(TWO, 1), event(ONE, 2));
        assertThat(journal().afterPosition(before, 10).collectList().block()).isEmpty();
        relay();
        commit(event(ONE, 3));

        var told = journal().afterPosition(before, 10).collectList().blockOptional().orElseThrow();

        assertThat(told).isSortedAccordingTo(comparingLong(Journal.Positioned::position));
        assertThat(told)
                .filteredOn(it -> it.event().payment().equals(ONE))
                .extracting(it -> it.event().version())
                .containsExactly(1L, 2L);
        assertThat(told).hasSize(3);
        assertThat(journal().head().block()).isEqualTo(told.getLast().position());
        assertThat(journal().afterPosition(told.getFirst().position(), 1).collectList().block())
                .extracting(Journal.Positioned::position)
                .containsExactly(told.get(1).position());
    }

    @Test
    void tellsTheNewestOfEachPaymentThatWaitsForAPosition() {
        commit(event(ONE, 1));
        relay();
        commit(event(ONE, 2), event(TWO, 1), event(ONE, 3));

        assertThat(versions(journal().unpositioned(10).filter(it -> it.payment().equals(ONE))))
                .containsExactly(3L);
        assertThat(versions(journal().unpositioned(10).filter(it -> it.payment().equals(TWO))))
                .containsExactly(1L);
        relay();
        assertThat(versions(journal().unpositioned(10))).isEmpty();
    }

    @Test
    void tellsOfTheNewestThatWaitForAPositionWhenThereAreTooMany() {
        commit(event(ONE, 1), event(TWO, 1), event(TWO, 2));

        assertThat(journal().unpositioned(2).map(JournalEvent::payment).collectList().block())
                .containsExactly(TWO);
    }

    private static List<Long> versions(Flux<JournalEvent> events) {
        return events.map(JournalEvent::version).collectList().blockOptional().orElseThrow();
    }

    private static JournalEvent event(PaymentId payment, long version) {
        return new JournalEvent(
                "evt_%s_%d".formatted(payment, version),
                new MerchantId("acme"),
                payment,
                version,
                version == 5,
                "{\"merchant\":%d}".formatted(version).getBytes(UTF_8),
                "{\"payer\":%d}".formatted(version).getBytes(UTF_8));
    }
}
