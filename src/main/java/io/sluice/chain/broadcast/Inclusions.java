package io.sluice.chain.broadcast;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.BlockListener;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Mined.Slot;
import io.sluice.chain.family.ReadBlock;
import io.sluice.platform.database.Database;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets blocks decide about transactions: theirs, or another one with their sender and nonce. */
@Component
final class Inclusions implements BlockListener {

    /** More at once are rare, and then a statement is given all that a block holds. */
    private static final int MOST_SLOTS = 500;

    private static final String UNDECIDED =
            """
            SELECT sender, nonce FROM outbound_transaction
             WHERE chain = :chain AND decided_height IS NULL LIMIT :most
            """;

    private static final String DECIDE =
            """
            UPDATE outbound_transaction AS o
               SET state = CASE WHEN o.hash = m.transaction THEN 'MINED' ELSE 'REPLACED' END,
                   replaced_by = CASE WHEN o.hash <> m.transaction THEN m.transaction END,
                   decided_height = :height, reason = NULL
              FROM unnest(CAST(:transactions AS text[]), CAST(:origins AS text[]),
                       CAST(:nonces AS text[])) AS m(transaction, origin, nonce)
             WHERE o.chain = :chain AND o.sender = m.origin
               AND o.nonce = CAST(m.nonce AS numeric) AND o.decided_height IS NULL
            RETURNING o.address
            """;

    /** Open again, and sent again at once. */
    private static final String REOPEN =
            """
            UPDATE outbound_transaction
               SET state = 'SENT', replaced_by = NULL, decided_height = NULL,
                   trials = trials + 1, pause_seconds = 0, next_at = now(), tried_height = -1,
                   since = now()
             WHERE chain = :chain AND decided_height > :height
            RETURNING address
            """;

    /** One that was kept while its block was committed was in the way of neither. */
    private static final String NOTE_MISSED =
            """
            UPDATE outbound_transaction AS o
               SET state = 'MINED', decided_height = t.block_height, reason = NULL
              FROM transfer AS t
             WHERE o.chain = :chain AND o.hash = :hash AND o.decided_height IS NULL
               AND t.address = o.address AND t.chain = o.chain AND t.state = 'INCLUDED'
               AND split_part(t.id, '/', 2) = o.hash
            """;

    private final Database database;

    Inclusions(Database database) {
        this.database = database;
    }

    @Override
    public Flux<String> included(ChainView view, List<ReadBlock> reads) {
        return undecided(view)
                .flatMapIterable(slots -> deciding(reads, slots))
                .concatMap(read -> included(view, read));
    }

    private Mono<List<Slot>> undecided(ChainView view) {
        return database.sql(UNDECIDED)
                .bind("chain", view.chain().value())
                .bind("most", MOST_SLOTS + 1)
                .all(row ->
                        new Slot(
                                row.get("sender", String.class),
                                row.get("nonce", BigInteger.class)))
                .collectList();
    }

    private static List<ReadBlock> deciding(List<ReadBlock> reads, List<Slot> slots) {
        var wanted = new HashSet<>(slots);
        return reads.stream()
                .map(read -> slots.size() > MOST_SLOTS ? read : read.onlyTaking(wanted))
                .filter(read -> !read.mined().isEmpty())
                .toList();
    }

    private Flux<String> included(ChainView view, ReadBlock read) {
        return database.sql(DECIDE)
                .bind("chain", view.chain().value())
                .bind("height", read.block().height())
                .bind("transactions", texts(read.mined(), Mined::transaction))
                .bind("origins", texts(read.mined(), Mined::origin))
                .bind("nonces", texts(read.mined(), it -> it.nonce().toString()))
                .all(row -> row.get("address", String.class));
    }

    @Override
    public Flux<String> retreated(ChainView view) {
        return database.sql(REOPEN)
                .bind("chain", view.chain().value())
                .bind("height", view.height())
                .all(row -> row.get("address", String.class));
    }

    /** Notes that one is in a block that was read, if it is and was not known when that was. */
    Mono<Void> noteMissed(Outbound outbound) {
        return database.sql(NOTE_MISSED)
                .bind("chain", outbound.chain().value())
                .bind("hash", outbound.hash())
                .update()
                .then();
    }

    private static String[] texts(Collection<Mined> all, Function<Mined, String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }
}
