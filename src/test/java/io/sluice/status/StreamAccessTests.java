package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentFailure;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
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
    final StreamAccess access =
            new StreamAccess(
                    (_, _) -> Mono.error(new AssertionError("asked again")), new FakeTickets());

    @Test
    void asksOnceHoweverManyOfItsOwnComeAtOnce() {
        var answer = Sinks.<Void>empty();
        journal.commit(event(1));
        journal.latestGate = answer.asMono();

        topics.visiting(PAYMENT, topic -> all(topic, Listening.PARTNER, Listening.PAYER))
                .as(StepVerifier::create)
                .then(() -> answer.tryEmitEmpty().orThrow())
                .expectNext(List.of(Audience.MERCHANT, Audience.PAYER))
                .verifyComplete();

        assertThat(journal.reads).hasValue(1);
        assertThat(topics.all()).isEmpty();
    }

    @Test
    void letsNobodyInWhoDoesNotOwnIt() {
        journal.commit(event(1));

        for (var caller : List.of(STRANGER, Listening.payer("pay_other"))) {
            topics.visiting(PAYMENT, topic -> all(topic, caller))
                    .as(StepVerifier::create)
                    .verifyError(PaymentFailure.NotFound.class);
        }

        assertThat(journal.reads).hasValue(1);
        assertThat(topics.all()).isEmpty();
    }

    @Test
    void asksOnceForAPaymentThatDoesNotExist() {
        topics.visiting(PAYMENT, topic -> all(topic, Listening.PARTNER))
                .as(StepVerifier::create)
                .verifyError(PaymentFailure.NotFound.class);

        assertThat(journal.reads).hasValue(1);
    }

    private Mono<List<Audience>> all(Topic topic, Caller... callers) {
        return Flux.just(callers)
                .flatMapSequential(it -> access.admit(new Credential.Token(it), topic))
                .map(Admitted::audience)
                .collectList();
    }
}
