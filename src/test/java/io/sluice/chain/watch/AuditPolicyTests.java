package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.LogLines;
import io.sluice.chain.family.Holding;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Networks;
import io.sluice.chain.watch.AuditPolicy.Judgement;
import io.sluice.money.Asset;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What follows from a balance that nobody looked at before. */
class AuditPolicyTests {

    private static final Asset ETH = new Asset(Networks.SANDBOX, "slip44:60", "ETH", 18);

    private final AuditPolicy policy =
            new AuditPolicy(
                    Networks.unasked().require(Networks.SANDBOX),
                    AssetsForTests.of(Networks.unasked().require(Networks.SANDBOX)));

    @Test
    void beginsQuietlyOnlyWhereNothingIsThatIsNotExplained() {
        assertThat(judge(0, 0)).isEqualTo(Judgement.NEWS);
        assertThat(judge(7, 7)).isEqualTo(Judgement.NEWS);
        assertThat(judge(7, 5)).isEqualTo(Judgement.BEGAN_LATE);
        assertThat(judge(7, 0)).isEqualTo(Judgement.BEGAN_LATE);
    }

    @Test
    void saysOfEachAddressThatWhatItHoldsCountsForNothing() {
        var meters = new SimpleMeterRegistry();
        var alarms = new AuditAlarms(Networks.SANDBOX, meters);

        try (var log = LogLines.of(AuditAlarms.class)) {
            alarms.found(new Holding(ETH, "0xone"), Judgement.BEGAN_LATE);
            alarms.found(new Holding(ETH, "0xtwo"), Judgement.BEGAN_LATE);

            assertThat(log.levels()).containsExactly(Level.ERROR, Level.ERROR);
        }
        assertThat(meters.counter("sluice.chain.late.balance", "chain", "eip155:31337").count())
                .isEqualTo(2);
    }

    private Judgement judge(long now, long arrived) {
        var audited =
                new Audited(
                        new Holding(ETH, "0xours"),
                        5,
                        "0x5",
                        null,
                        BigInteger.valueOf(arrived),
                        null,
                        false);
        return policy.judge(audited, BigInteger.valueOf(now));
    }
}
