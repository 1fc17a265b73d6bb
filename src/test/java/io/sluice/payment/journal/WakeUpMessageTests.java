package io.sluice.payment.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal.WakeUp;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What travels between replicas. */
class WakeUpMessageTests {

    private final JournalEvent event =
            new JournalEvent(
                    "evt_1",
                    new MerchantId("shop"),
                    new PaymentId("pay_" + "7".repeat(26)),
                    12,
                    true,
                    "{\"a\":\"ü\"}".getBytes(UTF_8),
                    "{}".getBytes(UTF_8));

    @Test
    void arrivesAsItWasSent() {
        assertThat(WakeUpMessage.decode(WakeUpMessage.encode(event, 9)))
                .hasValueSatisfying(it ->
                        assertThat(it).usingRecursiveComparison().isEqualTo(new WakeUp(event, 9)));
    }

    @Test
    void hasNoPositionWhenAnOlderReleaseSentIt() {
        var message = WakeUpMessage.encode(event, 9);
        var older = Arrays.copyOf(message, message.length - Long.BYTES);

        assertThat(WakeUpMessage.decode(older)).map(WakeUp::position).hasValue(0L);
    }

    @RepeatedTest(50)
    void isPassedOverWhenItMakesNoSense(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var sound = WakeUpMessage.encode(event, 9);
        var noise = new byte[random.nextInt(64)];
        random.nextBytes(noise);
        noise = noise.length > 0 && noise[0] == 1 ? new byte[0] : noise;

        assertThat(WakeUpMessage.decode(noise)).isEmpty();
        assertThat(
                        WakeUpMessage.decode(
                                Arrays.copyOf(sound, random.nextInt(sound.length - Long.BYTES))))
                .isEmpty();
    }
}
