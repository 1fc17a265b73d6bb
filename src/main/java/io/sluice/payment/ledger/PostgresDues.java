package io.sluice.payment.ledger;

import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Outlook.Due;
import io.sluice.platform.database.Database;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps in PostgreSQL what each payment waits for. */
final class PostgresDues implements DueStore {

    /** Leaves alone what is expected already: most derivations change nothing. */
    private static final String EXPECT =
            """
            WITH expected AS (
                SELECT cause, chain, threshold
                  FROM unnest(:causes::text[], :chains::text[], :thresholds::bigint[])
                       AS it (cause, chain, threshold)),
            forgotten AS (
                DELETE FROM payment_due
                 WHERE payment = :payment
                   AND (cause, chain) NOT IN (SELECT cause, chain FROM expected))
            INSERT INTO payment_due AS known (payment, cause, chain, threshold)
            SELECT :payment, cause, chain, threshold FROM expected
                ON CONFLICT (payment, cause, chain) DO UPDATE SET threshold = EXCLUDED.threshold
             WHERE known.threshold <> EXCLUDED.threshold
            """;

    private final Database database;

    PostgresDues(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> expect(PaymentId payment, List<Due> dues) {
        return database.sql(EXPECT)
                .bind("payment", payment.value())
                .bind("causes", dues.stream().map(it -> it.cause().name()).toArray(String[]::new))
                .bind("chains", dues.stream().map(PostgresDues::chain).toArray(String[]::new))
                .bind("thresholds", dues.stream().map(Due::threshold).toArray(Long[]::new))
                .update()
                .then();
    }

    private static String chain(Due due) {
        var chain = due.chain();
        return chain == null ? "" : chain.value();
    }
}
