package io.sluice.chain.watch;

import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sums up what reached addresses, a few of them at once. */
@Component
final class PostgresExplained {

    private static final String NEXT =
            """
            WITH sample AS (
                SELECT address, max(block_height) AS until
                  FROM (SELECT address, block_height FROM transfer
                         WHERE chain = :chain AND state = 'INCLUDED'
                           AND block_height > :after AND block_height <= :height
                         ORDER BY block_height LIMIT :most) AS next
                 GROUP BY address
            )
            SELECT t.address, t.asset, sum(t.units) AS units, s.until
              FROM sample s
              JOIN transfer t ON t.address = s.address AND t.chain = :chain
               AND t.state = 'INCLUDED' AND t.block_height <= :height
             GROUP BY t.address, t.asset, s.until
            """;

    private final Database database;

    PostgresExplained(Database database) {
        this.database = database;
    }

    /**
     * All that reached, up to {@code height}, the addresses of the first transfers above {@code
     * after}.
     */
    Mono<List<Explained>> next(ChainId chain, long after, long height, int most) {
        return database.sql(NEXT)
                .bind("chain", chain.value())
                .bind("after", after)
                .bind("height", height)
                .bind("most", most)
                .all(PostgresExplained::read)
                .collectList();
    }

    private static Explained read(Row row) {
        return new Explained(
                row.get("address", String.class),
                row.get("asset", String.class),
                row.get("units", BigDecimal.class).toBigIntegerExact(),
                row.get("until", Long.class));
    }
}
