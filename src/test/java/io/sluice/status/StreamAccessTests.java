package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class StreamAccessTests {

    private static final Caller STRANGER =
            new Caller.Partner(
                    new MerchantId("stranger"),
                    "shop",
                    Set.of(),
                    Listening.NOON,
                    Listening.NOON.plusSeconds(3_600));

    final FakeJournal journal = new FakeJournal();
    final Topics topics =
            new Topics(
                    journal, new FollowMeters(new SimpleMeterRegistry(), InstantSource.system()));
    final List<PaymentId> required = new ArrayList<>();
    final StreamAccess access = new StreamAccess(this::require, new FakeTickets());

    @Test
    void asksOnceHoweverManyOfItsOwnComeAtOnce() {
        journal.commit(event(1));

        topics.visiting(PAYMENT, topic -> all(topic, Listening.PARTNER, Listening.PAYER))
                .as(StepVerifier::create)
                .expectNext(List.of(Audience.MERCHANT, Audience.PAYER))
                .verifyComplete();

        assertThat(journal.reads).hasValue(1);
        assertThat(required).isEmpty();
        assertThat(topics.all()).isEmpty();
    }

    @Test
    void letsNobodyInWhoIsNotKnownToOwnIt() {
        journal.commit(event(1));

        for (var caller : List.of(STRANGER, payerOf("pay_other"))) {
            topics.visiting(PAYMENT, topic -> all(topic, caller))
                    .as(StepVerifier::create)
                    .verifyError(PaymentFailure.NotFound.class);
        }

        assertThat(required).containsExactly(PAYMENT, PAYMENT);
        assertThat(topics.all()).isEmpty();
    }

    @Test
    void decidesAsEverywhereWhereTheJournalKnowsNothing() {
        topics.visiting(PAYMENT, topic -> all(topic, Listening.PARTNER))
                .as(StepVerifier::create)
                .verifyError(PaymentFailure.NotFound.class);

        assertThat(required).containsExactly(PAYMENT);
    }

    private Mono<List<Audience>> all(Topic topic, Caller... callers) {
        return Flux.just(callers)
                .flatMapSequential(it -> access.admit(new Credential.Token(it), topic))
                .map(Admitted::audience)
                .collectList();
    }

    private Mono<Void> require(Caller caller, PaymentId payment) {
        required.add(payment);
        return Mono.error(new PaymentFailure.NotFound());
    }

    private static Caller payerOf(String payment) {
        return new Caller.Payer(
                FakeJournal.MERCHANT, payment, Listening.NOON, Listening.NOON.plusSeconds(100));
    }
}
