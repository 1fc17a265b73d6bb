package io.sluice.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.Journal.Positioned;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What every journal promises to those who follow it. */
public abstract class JournalContract {

    protected static final PaymentId ONE = new PaymentId("pay_00000000000000000000000001");
    protected static final PaymentId TWO = new PaymentId("pay_00000000000000000000000002");

    private static final PaymentId OTHERS = new PaymentId("pay_00000000000000000000000009");
    private static final MerchantId ACME = new MerchantId("acme");

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

        assertThat(told).isSortedAccordingTo(comparingLong(Positioned::position));
        assertThat(told)
                .filteredOn(it -> it.event().payment().equals(ONE))
                .extracting(it -> it.event().version())
                .containsExactly(1L, 2L);
        assertThat(told).hasSize(3);
        assertThat(journal().head().block()).isEqualTo(told.getLast().position());
        assertThat(journal().afterPosition(told.getFirst().position(), 1).collectList().block())
                .extracting(Positioned::position)
                .containsExactly(told.get(1).position());
    }

    @Test
    void tellsAMerchantTheirOwnInTheOrderOfPositions() {
        commit(event(ONE, 1), event(OTHERS, 1), event(ONE, 2), event(TWO, 1), event(OTHERS, 2));
        assertThat(ofMerchant(0, 10)).isEmpty();
        relay();
        commit(event(TWO, 2));

        assertThat(ofMerchant(0, 10))
                .usingRecursiveComparison()
                .isEqualTo(
                        List.of(
                                new Positioned(1, event(ONE, 1)),
                                new Positioned(3, event(ONE, 2)),
                                new Positioned(4, event(TWO, 1))));
        assertThat(ofMerchant(1, 1)).extracting(Positioned::position).containsExactly(3L);
        assertThat(ofMerchant(3, 10)).extracting(Positioned::position).containsExactly(4L);
        assertThat(ofMerchant(4, 10)).isEmpty();
        relay();
        assertThat(ofMerchant(4, 10)).extracting(Positioned::position).containsExactly(6L);
        assertThat(journal().newest().block()).extracting(Mark::position).isEqualTo(6L);
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

    private List<Positioned> ofMerchant(long position, int limit) {
        return journal()
                .ofMerchant(ACME, position, limit)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static List<Long> versions(Flux<JournalEvent> events) {
        return events.map(JournalEvent::version).collectList().blockOptional().orElseThrow();
    }

    private static JournalEvent event(PaymentId payment, long version) {
        return new JournalEvent(
                "evt_%s_%d".formatted(payment, version),
                payment.equals(OTHERS) ? new MerchantId("others") : ACME,
                payment,
                version,
                version == 5,
                "{\"merchant\":%d}".formatted(version).getBytes(UTF_8),
                "{\"payer\":%d}".formatted(version).getBytes(UTF_8));
    }
}
