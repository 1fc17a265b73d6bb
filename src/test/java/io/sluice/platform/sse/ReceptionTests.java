package io.sluice.platform.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ReceptionTests {

    private static final Visitor PROGRAM = new Visitor(null, false, true);
    private static final Visitor BROWSER = new Visitor(null, true, true);
    private static final StreamPace PACE =
            new StreamPace(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(3));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Reception reception = reception(new StreamLimits(9, 1, 9, 1, 999));

    @Test
    void tellsProgramsThatTheyHaveTooMany() {
        var first = admit(reception, PROGRAM, ReceptionTests::ofTheShop).subscribe();

        admit(reception, PROGRAM, ReceptionTests::ofTheShop)
                .as(StepVerifier::create)
                .verifyErrorSatisfies(refused(429, "too-many-streams", 10));
        first.dispose();

        admit(reception, PROGRAM, ReceptionTests::ofTheShop)
                .as(StepVerifier::create)
                .thenCancel()
                .verify();
        assertThat(turnedAway("client")).isOne();
    }

    @Test
    void tellsBrowsersToComeBackLater() {
        var first = admit(reception, PROGRAM, ReceptionTests::ofTheShop).subscribe();

        admit(reception, BROWSER, ReceptionTests::ofTheShop)
                .as(StepVerifier::create)
                .expectNext("retry: 10000\n\n")
                .verifyComplete();
        first.dispose();
    }

    @Test
    void tellsProgramsThatTooManyCome() {
        var full = reception(new StreamLimits(9, 9, 9, 9, 1));
        for (var burst = 0; burst < 2; burst++) {
            admit(full, PROGRAM, _ -> Mono.empty()).as(StepVerifier::create).verifyComplete();
        }

        admit(full, PROGRAM, _ -> Mono.empty())
                .as(StepVerifier::create)
                .verifyErrorSatisfies(refused(503, "overloaded", 10));
        assertThat(turnedAway("busy")).isOne();
    }

    /** Else everybody could take the room of a payment, whosever it is. */
    @Test
    void keepsNoRoomForWhomIsNotLetIn() {
        for (var again = 0; again < 3; again++) {
            admit(reception, PROGRAM, _ -> Mono.error(new IllegalStateException("not yours")))
                    .as(StepVerifier::create)
                    .verifyErrorMessage("not yours");
        }
    }

    @Test
    void countsWhoHearsOfTheSame() {
        var first = admit(reception, PROGRAM, it -> hearing(it, "shop", "pay_1")).subscribe();

        admit(reception, PROGRAM, it -> hearing(it, "payer", "pay_1"))
                .as(StepVerifier::create)
                .verifyErrorSatisfies(refused(429, "too-many-streams", 10));
        admit(reception, PROGRAM, it -> hearing(it, "payer", "pay_2"))
                .as(StepVerifier::create)
                .thenCancel()
                .verify();
        first.dispose();

        admit(reception, PROGRAM, it -> hearing(it, "payer", "pay_1"))
                .as(StepVerifier::create)
                .thenCancel()
                .verify();
    }

    /** A browser that gets an error never comes back; a program is to see it. */
    @Test
    void tellsBrowsersToComeBackWhenTheDatabaseIsAway() {
        var outage = new TimeoutException("away");

        admit(reception, BROWSER, _ -> Mono.error(outage))
                .as(StepVerifier::create)
                .expectNext("retry: 10000\n\n")
                .verifyComplete();
        admit(reception, PROGRAM, _ -> Mono.error(outage))
                .as(StepVerifier::create)
                .verifyError(TimeoutException.class);
    }

    private static Mono<Void> ofTheShop(Admission admission) {
        return Mono.fromRunnable(() -> admission.sit("shop")).then(Mono.never());
    }

    private static Mono<Void> hearing(Admission admission, String client, String topic) {
        return Mono.fromRunnable(() -> admission.sit(client, topic, false)).then(Mono.never());
    }

    private static Flux<String> admit(
            Reception reception, Visitor visitor, Function<Admission, Mono<Void>> serving) {
        return Hearing.frames(events -> reception.admit(visitor, events, serving));
    }

    private static Consumer<Throwable> refused(int status, String code, int seconds) {
        return failure ->
                assertThat(failure)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                it ->
                                        assertThat(it.problem())
                                                .returns(
                                                        HttpStatus.valueOf(status), Problem::status)
                                                .returns(code, Problem::code)
                                                .returns(
                                                        Optional.of(Duration.ofSeconds(seconds)),
                                                        Problem::retryAfter));
    }

    private double turnedAway(String reason) {
        return meters.get("sluice.streams.turned.away").tag("reason", reason).counter().count();
    }

    private Reception reception(StreamLimits limits) {
        return new Reception(
                new Door(limits, System::nanoTime),
                new Pauses(PACE, () -> 0.5),
                new StreamMeters(meters));
    }
}
