package io.sluice.payment.ledger;

import static io.sluice.payment.ledger.LedgerWorld.read;
import static io.sluice.payment.ledger.LedgerWorld.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.payment.derivation.World;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What a block or a moment may cost, however many payments wait for it, on a real database. */
class PostgresMarksTests {

    private static final String MANY_PAYMENTS =
            """
            INSERT INTO payment (id, merchant, terms, facts, view, version, status, created_at)
            SELECT 'pay_' || lpad(it::text, 26, '0'), 'crowd', '{}', '{}', '{}', 1, 'created', now()
              FROM generate_series(1, :count) AS it
            """;

    private static final String ALL_WAIT =
            """
            INSERT INTO payment_due (payment, cause, chain, threshold)
            SELECT id, :cause, :chain, 10 FROM payment WHERE merchant = 'crowd'
            """;

    private final LedgerWorld world = new LedgerWorld();

    @Test
    void marksAThousandThatABlockReachesAndTheOthersNext() {
        waiting("HEIGHT", World.CHAIN.value());

        assertThat(result(world.marks.markReached(read(9, 0)))).isZero();
        assertThat(result(world.marks.markReached(read(10, 0)))).isEqualTo(1000);
        assertThat(result(world.marks.markReached(read(10, 0)))).isEqualTo(500);
        assertThat(result(world.marks.markReached(read(11, 0)))).isZero();
    }

    @Test
    void marksAThousandThatTheClockReachesAndTheOthersNext() {
        waiting("CLOCK", "");

        assertThat(result(world.marks.markClock(World.OPENED))).isEqualTo(1000);
        assertThat(result(world.marks.markClock(World.OPENED))).isEqualTo(500);
        assertThat(result(world.marks.markClock(World.OPENED))).isZero();
    }

    @Test
    void marksThoseThatWaitForATimeThatPassesOnAChainThatStandsStill() {
        waiting("CHAIN_TIME", World.CHAIN.value());
        var newest = Instant.ofEpochMilli(9);

        assertThat(result(world.marks.markReached(standing(newest, newest)))).isZero();
        assertThat(result(world.marks.markReached(standing(newest, newest.plusMillis(1)))))
                .isEqualTo(1000);
    }

    private static ChainView standing(Instant newest, Instant readThrough) {
        return new ChainView(World.CHAIN, 1, "0x1", newest, readThrough, -1, -1, 1);
    }

    private void waiting(String cause, String chain) {
        var payments = world.database.sql(MANY_PAYMENTS).bind("count", 1500).update();
        var dues =
                Mono.defer(() ->
                        world.database
                                .sql(ALL_WAIT)
                                .bind("cause", cause)
                                .bind("chain", chain)
                                .update());
        assertThat(result(payments.then(dues))).isEqualTo(1500);
    }
}
