package io.sluice.payment.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.PaymentStatus;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every {@link Law} at every moment of very many payments. A failure tells its seed, which {@code
 * -Dsluice.seed} tries again.
 */
@Order(2)
class HistoryTests {

    private static final int HISTORIES_EACH = 50;
    private static final int FRESH_HISTORIES = 20_000;

    private final Proof proof = new Proof();

    @RepeatedTest(24)
    void everyLawHoldsAtEveryMoment(RepetitionInfo run) {
        var first = (long) run.getCurrentRepetition() * HISTORIES_EACH;

        LongStream.range(first, first + HISTORIES_EACH).parallel().forEach(proof);
    }

    @Test
    @Tag("full")
    void everyLawHoldsInHistoriesNobodyTriedBefore() {
        var first = System.nanoTime();

        LongStream.range(first, first + FRESH_HISTORIES).parallel().forEach(proof);
    }

    @Test
    @EnabledIfSystemProperty(named = "sluice.seed", matches = "-?[0-9]+")
    void everyLawHoldsInTheHistoryThatIsAskedFor() {
        proof.accept(Long.getLong("sluice.seed"));
    }

    /** Laws about what never happens would prove nothing. */
    @Test
    void historiesComeToEveryStatusAndException() {
        var statuses = new HashSet<String>();
        var exceptions = new HashSet<String>();
        for (var seed = 1; seed <= 200; seed++) {
            var history = History.of(seed);
            var moment = Moment.opening(history.opening());
            for (var step : history.steps()) {
                moment = moment.after(step);
                var standing = Written.at(moment.evidence(), moment.now()).standing();
                statuses.add(standing.status().word());
                exceptions.addAll(standing.exceptions());
            }
        }

        assertThat(statuses).isEqualTo(PaymentStatus.WORDS);
        assertThat(exceptions)
                .isEqualTo(
                        Set.of(
                                "underpaid",
                                "overpaid",
                                "late",
                                "wrong_asset",
                                "wrong_chain",
                                "replaced",
                                "reorged",
                                "detection_delayed"));
    }
}
