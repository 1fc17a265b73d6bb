package io.sluice.quote;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.snapshot;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.TEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.FakeBus;
import io.sluice.platform.cluster.FakeBlackboard;
import io.sluice.platform.keys.TestKeys;
import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.market.Dropped;
import io.sluice.quote.market.Offered;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class SharedRatesTests {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final List<Dropped> DROPPED =
            List.of(
                    new Dropped("kraken", "USDC/EUR", new Offered(TEN, ONE), NOON, "is crossed"),
                    new Dropped("okx", "USDC/EUR", null, NOON, "answered HTTP 503"));
    private static final SharedRound ROUND =
            SharedRound.of(
                    List.of(
                            new Agreed(snapshot("0.92500", NOON)),
                            new Undecided(USDC_EUR, "nobody is believed", DROPPED, NOON)),
                    NOON);

    private final RoundSeal seal = new RoundSeal(TestKeys.macs());
    private final FakeBus bus = new FakeBus();
    private final FakeBlackboard blackboard = new FakeBlackboard(() -> NOON);
    private final SharedRates shared = new SharedRates(bus, blackboard, seal, MAX_AGE);

    @Test
    void keepsARoundAsItIs() {
        assertThat(seal.opened(seal.sealed(ROUND))).contains(ROUND);
    }

    @Test
    void tellsWhoListensAndWhoStartsLater() {
        shared.rounds()
                .as(StepVerifier::create)
                .then(() -> shared.tell(ROUND).block())
                .expectNext(ROUND)
                .thenCancel()
                .verify();

        shared.rounds().as(StepVerifier::create).expectNext(ROUND).thenCancel().verify();
    }

    @Test
    void givesOneReplicaTheTurn() {
        var other = new SharedRates(bus, blackboard, seal, MAX_AGE);

        assertThat(shared.turn(Duration.ofSeconds(5)).block()).isTrue();
        assertThat(other.turn(Duration.ofSeconds(5)).block()).isFalse();
    }

    @Test
    void isAloneWithoutRedis() {
        bus.away = true;
        blackboard.goAway();

        shared.tell(ROUND).as(StepVerifier::create).verifyComplete();
        assertThat(shared.turn(Duration.ofSeconds(5)).block()).isTrue();
        assertThat(shared.turn(Duration.ofSeconds(5)).block()).isTrue();
    }

    @Test
    void believesNobodyWithoutTheKey() {
        var sealed = seal.sealed(ROUND);
        var bent = new String(sealed, UTF_8).replace("0.92500", "0.02500").getBytes(UTF_8);
        var foreign = new RoundSeal(TestKeys.macs()).sealed(ROUND);

        shared.rounds()
                .as(StepVerifier::create)
                .then(() -> publish(bent))
                .then(() -> publish(foreign))
                .then(() -> publish("nonsense".getBytes(UTF_8)))
                .then(() -> publish(new byte[0]))
                .then(() -> publish(sealed))
                .expectNext(ROUND)
                .thenCancel()
                .verify();
    }

    private void publish(byte[] message) {
        bus.publish("sluice:rates", message).block();
    }

    /** A replica that never hears of another. */
    static SharedRates alone(InstantSource clock) {
        var seal = new RoundSeal(TestKeys.macs());
        return new SharedRates(new FakeBus(), new FakeBlackboard(clock), seal, MAX_AGE);
    }
}
