package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
class RedisOutageTests {

    final World world;

    RedisOutageTests(World world) {
        this.world = world;
    }

    @AfterEach
    void startRedis() {
        world.sandbox().redis().resume();
        world.sandbox().redis().startAgain();
    }

    @Test
    void losesNothingWhileRedisIsAwayAndWhenItComesBack() {
        var payment = world.newPartner().open("25.00");
        var half = payment.due() / 2;

        try (var state = payment.listen("");
                var log = payment.listen("?mode=log")) {
            log.hears(ofSeconds(5), it -> it.event().equals("snapshot"));
            world.sandbox().redis().stop();
            world.pay(payment, half);
            log.hears(ofSeconds(5), it -> Payment.says(it, "partially_paid"));
            try (var newcomer = payment.listen("")) {
                newcomer.hears(ofSeconds(5), it -> Payment.says(it, "partially_paid"));
            }
            world.sandbox().redis().startAgain();
            world.pay(payment, payment.due() - half);
            log.hears(ofSeconds(5), it -> Payment.says(it, "processing"));
            world.sandbox().redis().stop();
            world.makeFinal();
            log.hears(ofSeconds(10), it -> it.event().equals("end"));

            assertThat(PaymentPathTests.ids(log)).isEqualTo(payment.versions());
            state.hears(ofSeconds(5), it -> it.event().equals("end"));
            assertThat(PaymentPathTests.ids(state))
                    .isSubsetOf(payment.versions())
                    .doesNotHaveDuplicates()
                    .endsWith(payment.versions().getLast());
        }
    }

    /** Its connections stay open, and nothing comes over them. */
    @Test
    void goesOnWithoutARedisThatHangsAndHearsItAgainWhenItGoesOn() {
        var partner = world.newPartner();
        var payment = partner.open("25.00");
        var half = payment.due() / 2;

        try (var log = payment.listen("?mode=log")) {
            log.hears(ofSeconds(5), it -> it.event().equals("snapshot"));
            world.sandbox().redis().pause();
            world.pay(payment, half);
            log.hears(ofSeconds(5), it -> Payment.says(it, "partially_paid"));
            try (var newcomer = payment.listen("")) {
                newcomer.hears(ofSeconds(5), it -> Payment.says(it, "partially_paid"));
            }
            var begun = System.nanoTime();
            assertThat(partner.open("1.00").status()).isEqualTo("awaiting_payment");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ofSeconds(3));
            var before = heardByMessage();
            world.sandbox().redis().resume();
            world.pay(payment, payment.due() - half);
            log.hears(ofSeconds(5), it -> Payment.says(it, "processing"));
            world.makeFinal();
            log.hears(ofSeconds(10), it -> it.event().equals("end"));

            assertThat(PaymentPathTests.ids(log)).isEqualTo(payment.versions());
            assertThat(heardByMessage()).isGreaterThan(before);
        }
    }

    private double heardByMessage() {
        return new Scrape(world.managed("GET", "prometheus", "").body()).heardByMessage();
    }
}
