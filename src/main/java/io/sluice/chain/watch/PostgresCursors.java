package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.Served;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cursors in the database, which every replica sees. */
@Component
final class PostgresCursors implements CursorStore {

    private static final String LOAD =
            """
            SELECT chain, height, hash, time, least(greatest(time, quiet_until), gap_time)
                       AS read_through, safe, finalized, revision
              FROM chain_cursor WHERE chain = :chain AND height IS NOT NULL
            """;

    private static final String CALLED_FINAL =
            """
            SELECT greatest(finalized, called_final) AS called_final
              FROM chain_cursor WHERE chain = :chain AND height IS NOT NULL
            """;

    private static final String BEGIN =
            """
            INSERT INTO chain_cursor AS c (chain, family, height, hash, time)
            VALUES (:chain, :family, :height, :hash, :time)
            ON CONFLICT (chain) DO UPDATE
               SET height = excluded.height, hash = excluded.hash, time = excluded.time
             WHERE c.height IS NULL
            RETURNING chain, height, hash, time, time AS read_through, safe, finalized, revision
            """;

    /**
     * Compare-and-set; final never goes back, nor does safe but with the blocks it was said of: an
     * operator that is away takes back nothing. Neither tag runs ahead of what was read, nor is
     * anything final above a gap; a gap goes away with its block.
     */
    private static final String MOVE =
            """
            UPDATE chain_cursor
               SET height = :height, hash = :hash, time = :time, revision = revision + 1,
                   quiet_until =
                       CASE WHEN height = :height AND hash = :hash THEN quiet_until END,
                   stuck_at = CASE WHEN height = :height AND hash = :hash THEN stuck_at END,
                   gap_height = CASE WHEN :height >= gap_height THEN gap_height END,
                   gap_time = CASE WHEN :height >= gap_height THEN gap_time END,
                   safe = least(:height, greatest(safe, :safe)),
                   called_final = least(:height, greatest(called_final, :finalized)),
                   finalized = greatest(finalized, least(:height, :finalized, gap_height - 1))
             WHERE chain = :chain AND height = :from_height AND hash = :from_hash
            RETURNING chain, height, hash, time, least(greatest(time, quiet_until), gap_time)
                       AS read_through, safe, finalized, revision
            """;

    /** Our clock may be ahead: the database, whose clock all replicas share, has a say as well. */
    private static final String REST =
            """
            UPDATE chain_cursor
               SET revision = revision + 1,
                   quiet_until = greatest(quiet_until,
                       least(:until, now() - :margin * interval '1 millisecond'))
             WHERE chain = :chain AND height = :height AND hash = :hash
            RETURNING chain, height, hash, time, least(greatest(time, quiet_until), gap_time)
                       AS read_through, safe, finalized, revision
            """;

    private static final String REVISE =
            """
            UPDATE chain_cursor SET revision = revision + 1
             WHERE chain = :chain AND height IS NOT NULL
            RETURNING chain, height, hash, time, least(greatest(time, quiet_until), gap_time)
                       AS read_through, safe, finalized, revision
            """;

    private static final String STICK =
            """
            UPDATE chain_cursor SET stuck_at = height + 1
             WHERE chain = :chain AND height = :height AND hash = :hash
            """;

    private final Database database;

    PostgresCursors(Database database) {
        this.database = database;
    }

    @Override
    public Mono<ChainView> load(ChainId chain) {
        return database.sql(LOAD).bind("chain", chain.value()).one(PostgresCursors::view);
    }

    @Override
    public Mono<Long> calledFinal(ChainId chain) {
        return database.sql(CALLED_FINAL)
                .bind("chain", chain.value())
                .one(row -> row.get("called_final", Long.class));
    }

    @Override
    public Mono<ChainView> begin(ChainView at) {
        return database.sql(BEGIN)
                .bind("chain", at.chain().value())
                .bind("family", at.chain().family())
                .bind("height", at.height())
                .bind("hash", at.hash())
                .bind("time", at.time())
                .one(PostgresCursors::view)
                .switchIfEmpty(Mono.error(() -> new CursorMoved(at)));
    }

    @Override
    public Mono<ChainView> move(ChainView from, Block to, Served tags) {
        return database.sql(MOVE)
                .bind("chain", from.chain().value())
                .bind("from_height", from.height())
                .bind("from_hash", from.hash())
                .bind("height", to.height())
                .bind("hash", to.hash())
                .bind("time", to.time())
                .bind("safe", tags.safe())
                .bind("finalized", tags.finalized())
                .one(PostgresCursors::view)
                .switchIfEmpty(Mono.error(() -> new CursorMoved(from)));
    }

    @Override
    public Mono<ChainView> rest(ChainView at, Instant until, Duration margin) {
        return database.sql(REST)
                .bind("chain", at.chain().value())
                .bind("height", at.height())
                .bind("hash", at.hash())
                .bind("until", until)
                .bind("margin", margin.toMillis())
                .one(PostgresCursors::view)
                .switchIfEmpty(Mono.error(() -> new CursorMoved(at)));
    }

    @Override
    public Mono<Void> stick(ChainView at) {
        return database.sql(STICK)
                .bind("chain", at.chain().value())
                .bind("height", at.height())
                .bind("hash", at.hash())
                .update()
                .then();
    }

    @Override
    public Mono<ChainView> revise(ChainId chain) {
        return database.sql(REVISE)
                .bind("chain", chain.value())
                .one(PostgresCursors::view)
                .switchIfEmpty(Mono.error(() -> new CursorMoved(chain, "a block")));
    }

    static ChainView view(Row row) {
        return new ChainView(
                new ChainId(row.get("chain", String.class)),
                row.get("height", Long.class),
                row.get("hash", String.class),
                row.get("time", Instant.class),
                row.get("read_through", Instant.class),
                row.get("safe", Long.class),
                row.get("finalized", Long.class),
                row.get("revision", Long.class));
    }
}
