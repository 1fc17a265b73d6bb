package io.sluice.chain.broadcast;

import io.sluice.chain.PendingTransfer;
import io.sluice.chain.PendingTransfer.State;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What is on its way to deposit addresses, as long as no block tells more of it. */
@Component
public final class PendingTransfers {

    /**
     * Of several transactions with one sender and nonce one can be mined: the newest is told. What
     * a first node told of a block goes when enough told one of that height, or after a while in
     * which nobody else did.
     */
    private static final String PENDING =
            """
            WITH sent AS (
                SELECT o.chain, o.transfer, o.sender, o.asset, o.symbol, o.decimals, o.units,
                       o.state, o.noticed_at
                  FROM outbound_transaction AS o
                 WHERE o.address = ANY(:addresses) AND o.noticed_at IS NOT NULL
                   AND o.state IN ('SENT', 'ACCEPTED', 'MINED', 'REPLACED', 'DROPPED', 'REFUSED')
                   AND NOT EXISTS (SELECT 1 FROM transfer AS t
                                    WHERE t.address = o.address AND t.chain = o.chain
                                      AND split_part(t.id, '/', 2) = o.hash)
                   AND NOT EXISTS (SELECT 1 FROM outbound_transaction AS n
                                    WHERE o.state IN ('SENT', 'ACCEPTED') AND n.chain = o.chain
                                      AND n.sender = o.sender AND n.nonce = o.nonce
                                      AND n.address = o.address
                                      AND n.state IN ('SENT', 'ACCEPTED')
                                      AND (n.noticed_at, n.hash) > (o.noticed_at, o.hash))
            ), early AS (
                SELECT e.chain, e.id AS transfer, e.sender, e.asset, e.symbol, e.decimals, e.units,
                       'SENT' AS state, e.noticed_at
                  FROM early_transfer AS e
                  JOIN chain_cursor AS c ON c.chain = e.chain AND c.height < e.height
                 WHERE e.address = ANY(:addresses)
                   AND e.noticed_at > now() - interval '2 minutes'
                   AND NOT EXISTS (SELECT 1 FROM transfer AS t WHERE t.id = e.id)
                   AND NOT EXISTS (SELECT 1 FROM outbound_transaction AS o
                                    WHERE o.chain = e.chain AND o.hash = split_part(e.id, '/', 2)
                                      AND o.address = e.address AND o.noticed_at IS NOT NULL)
            )
            SELECT * FROM sent UNION ALL SELECT * FROM early
             ORDER BY noticed_at, transfer LIMIT 50
            """;

    private final Database database;

    PendingTransfers(Database database) {
        this.database = database;
    }

    /** What nodes told of these addresses. */
    public Flux<PendingTransfer> to(Collection<String> addresses) {
        return database.sql(PENDING)
                .bind("addresses", addresses.toArray(String[]::new))
                .all(PendingTransfers::pending);
    }

    private static PendingTransfer pending(Row row) {
        return new PendingTransfer(
                row.get("transfer", String.class),
                row.get("sender", String.class),
                Outbound.amount(row),
                state(row.get("state", String.class)),
                row.get("noticed_at", Instant.class));
    }

    private static State state(String stored) {
        return switch (stored) {
            case "MINED" -> State.REVERTED;
            case "REPLACED" -> State.REPLACED;
            case "DROPPED", "REFUSED" -> State.DROPPED;
            default -> State.DETECTED;
        };
    }
}
