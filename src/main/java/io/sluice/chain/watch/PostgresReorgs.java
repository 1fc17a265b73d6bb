package io.sluice.chain.watch;

import io.sluice.platform.database.Database;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How deep each chain was ever reorganised, for operators. */
@Component
final class PostgresReorgs {

    private static final String DEEPEST =
            "SELECT chain, deepest_reorg FROM chain_cursor WHERE deepest_reorg > 0 LIMIT 1000";

    private static final String FORGET =
            "UPDATE chain_cursor SET deepest_reorg = 0 WHERE chain = :chain";

    private final Database database;

    PostgresReorgs(Database database) {
        this.database = database;
    }

    /** Blocks that went away at most at once, by chain. */
    Mono<Map<String, Long>> deepest() {
        return database.sql(DEEPEST)
                .all(row ->
                        Map.entry(
                                row.get("chain", String.class),
                                row.get("deepest_reorg", Long.class)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Has what is issued from now on ask for no more than is configured; false for no chain. */
    Mono<Boolean> forget(String chain) {
        return database.sql(FORGET).bind("chain", chain).update().map(rows -> rows == 1);
    }
}
