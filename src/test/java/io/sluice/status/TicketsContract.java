package io.sluice.status;

import static io.sluice.status.FakeJournal.OTHER;
import static io.sluice.status.FakeJournal.PAYMENT;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.Caller;
import io.sluice.status.Tickets.Newest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What tickets promise, wherever they are kept. */
abstract class TicketsContract {

    static final String ONE = "1".repeat(64);
    static final String TWO = "2".repeat(64);
    static final Duration LIFE = ofSeconds(100);

    abstract Tickets tickets();

    abstract Instant now();

    abstract void pass(Duration time);

    @Test
    void opensWithinHalfAMinute() {
        issue(ONE);

        pass(ofSeconds(20));

        connect(false)
                .as(StepVerifier::create)
                .assertNext(it -> {
                    assertThat(it.ticket()).isEqualTo(ONE);
                    assertThat(it.client()).isEqualTo("payer:" + PAYMENT);
                    assertThat(it.connection()).isEqualTo(1);
                    assertThat(it.audience()).isEqualTo(Audience.PAYER);
                })
                .verifyComplete();
    }

    @Test
    void neverOpensAfterThat() {
        issue(ONE);

        pass(ofSeconds(31));

        connect(false).as(StepVerifier::create).verifyComplete();
        connect(true).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void letsAClientThatWasToldNothingComeBackAsItFirstCame() {
        issue(ONE);
        opens(false, 1);

        pass(ofSeconds(60));

        opens(false, 2);
    }

    @Test
    void letsNobodyInWithoutAnIdOnceOneWasTold() {
        issue(ONE);
        opens(false, 1);
        tickets().told(List.of(ONE)).as(StepVerifier::create).verifyComplete();

        connect(false).as(StepVerifier::create).verifyComplete();
        opens(true, 2);
    }

    @Test
    void takesWhoNamesAnIdForToldOne() {
        issue(ONE);
        opens(false, 1);
        opens(true, 2);

        connect(false).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void endsWithTheToken() {
        issue(ONE);
        opens(false, 1);

        pass(LIFE.plusSeconds(1));

        connect(false).as(StepVerifier::create).verifyComplete();
        connect(true).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void cannotBeOpenedAfterTheTokenHoweverYoungItIs() {
        var token = payer(now().plusSeconds(5));

        tickets()
                .add(ONE, PAYMENT, token)
                .as(StepVerifier::create)
                .assertNext(until -> assertThat(until).isEqualTo(token.tokenExpiresAt()))
                .verifyComplete();
        pass(ofSeconds(6));

        connect(false).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void opensNoOtherPaymentAndIsNotUsedUpByTheAttempt() {
        issue(ONE);

        tickets().connect(ONE, OTHER, false).as(StepVerifier::create).verifyComplete();

        opens(false, 1);
    }

    @Test
    void knowsNoTicketThatItWasNotGiven() {
        issue(ONE);

        tickets().connect(TWO, PAYMENT, false).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void tellsTheMerchantTheMerchantsWords() {
        var end = now().plus(LIFE);
        var shop = new Caller.Partner(FakeJournal.MERCHANT, "shop", Set.of(), now(), end);

        tickets()
                .add(ONE, PAYMENT, shop)
                .then(connect(false))
                .as(StepVerifier::create)
                .assertNext(it -> assertThat(it.audience()).isEqualTo(Audience.MERCHANT))
                .verifyComplete();
    }

    @Test
    void givesConnectionsOfTheSameMomentOneSessionAndEachANumber() {
        issue(ONE);

        Flux.range(0, 8)
                .flatMap(_ -> connect(false))
                .map(TicketSession::connection)
                .collectSortedList()
                .as(StepVerifier::create)
                .expectNext(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L))
                .verifyComplete();
    }

    @Test
    void endsNoneForAConnectionThatIsOnlyCounted() {
        issue(ONE);
        var first = connects(1);
        var second = connects(2);
        opens(false, 3);

        isNewest(1, first);

        opens(false, 4);
        isNewest(2, second);
    }

    @Test
    void endsThoseBeforeTheNewestThatLivedHoweverLateTheyAsk() {
        issue(ONE);
        var first = connects(1);
        var second = connects(2);
        var third = connects(3);

        isNewest(3, third);

        isNewest(3, first);
        isNewest(3, second);
        isNewest(3, third);
    }

    @Test
    void tellsTheNewestOfEachTicketItKnows() {
        issue(ONE);
        opens(false, 1);
        var second = connects(2);

        tickets()
                .newest(List.of(second, session(TWO)))
                .as(StepVerifier::create)
                .expectNext(new Newest(ONE, 2))
                .verifyComplete();
    }

    void issue(String ticket) {
        var before = now();
        tickets()
                .add(ticket, PAYMENT, payer(before.plus(LIFE)))
                .as(StepVerifier::create)
                .assertNext(until ->
                        assertThat(until).isBetween(before.plusSeconds(29), before.plusSeconds(40)))
                .verifyComplete();
    }

    Mono<TicketSession> connect(boolean resumes) {
        return tickets().connect(ONE, PAYMENT, resumes);
    }

    private TicketSession connects(long connection) {
        var session = Objects.requireNonNull(connect(false).block());
        assertThat(session.connection()).isEqualTo(connection);
        return session;
    }

    private TicketSession session(String ticket) {
        return new TicketSession(ticket, "shop", 5, Audience.PAYER, now());
    }

    private void isNewest(long connection, TicketSession live) {
        tickets()
                .newest(List.of(live))
                .as(StepVerifier::create)
                .expectNext(new Newest(ONE, connection))
                .verifyComplete();
    }

    private void opens(boolean resumes, long connection) {
        connect(resumes)
                .map(TicketSession::connection)
                .as(StepVerifier::create)
                .expectNext(connection)
                .verifyComplete();
    }

    static Caller payer(Instant end) {
        return new Caller.Payer(FakeJournal.MERCHANT, PAYMENT.value(), end.minusSeconds(500), end);
    }
}
