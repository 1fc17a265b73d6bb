package io.sluice.platform.http;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.payment.FakeLeases;
import io.sluice.platform.cluster.LeaseLost;
import io.sluice.platform.database.Database;
import io.sluice.sandbox.Eventually;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ForgettingTests {

    private final Database database = TestDatabase.fresh().database();
    private final FakeLeases leases = new FakeLeases();
    private final Forgetting forgetting =
            new Forgetting(
                    database, leases, new IdempotencyProperties(ofDays(30), ofMinutes(10), 2));

    @Test
    void forgetsTheOldestFirstAndOnlyWhatIsOldEnough() {
        remember("young", 29);
        remember("old", 31);
        remember("older", 32);
        remember("oldest", 33);

        assertThat(forgetting.forget(1).block(ofSeconds(20))).isEqualTo(2);
        assertThat(known()).containsExactly("old", "young");
        assertThat(forgetting.forget(1).block(ofSeconds(20))).isEqualTo(1);
        assertThat(forgetting.forget(1).block(ofSeconds(20))).isZero();
        assertThat(known()).containsExactly("young");
    }

    @Test
    void forgetsNothingWithoutTheLease() {
        remember("old", 31);
        leases.term = 2;

        forgetting.forget(1).as(StepVerifier::create).verifyError(LeaseLost.class);

        assertThat(known()).containsExactly("old");
    }

    @Test
    void goesOnByItselfUntilNothingOldIsLeft() {
        for (var at = 0; at < 5; at++) {
            remember("old-" + at, 40 + at);
        }

        var running = forgetting.run().subscribe();

        Eventually.holds(ofSeconds(20), () -> known().isEmpty());
        running.dispose();
    }

    private void remember(String key, int days) {
        var _ =
                database.sql(
                                """
                                INSERT INTO idempotency_key
                                       (caller, route, key, body_hash, status, headers, body,
                                        created_at)
                                VALUES ('a', 'POST /x', :key, '', 201, '{}', '',
                                        now() - CAST(:days AS bigint) * interval '1 day')
                                """)
                        .bind("key", key)
                        .bind("days", (long) days)
                        .update()
                        .block(ofSeconds(20));
    }

    private List<String> known() {
        return database.sql("SELECT key FROM idempotency_key ORDER BY key LIMIT 10")
                .all(row -> row.get("key", String.class))
                .collectList()
                .blockOptional(ofSeconds(20))
                .orElseThrow();
    }
}
