package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.Finality;
import io.sluice.chain.Transfer;
import io.sluice.chain.listing.FinalityLevels;
import io.sluice.chain.network.ChainProperties;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells what the watchers of all replicas wrote. */
@Component
final class PostgresChains implements Chains {

    /** Cut by value, not by age: dust is cheap to send and must never hide a payment. */
    private static final String TRANSFERS_TO =
            """
            SELECT id, chain, address, sender, asset, symbol, decimals, units, state, grade,
                   block_height, block_hash, block_time, first_included_at, revision
              FROM (SELECT *, row_number() OVER (
                               PARTITION BY address, asset ORDER BY units DESC, id) AS place
                      FROM transfer WHERE address = ANY(:addresses)) AS placed
             WHERE place <= :largest
             ORDER BY address, block_height, id
            """;

    private final ChainProperties properties;
    private final FinalityLevels levels;
    private final CursorStore cursors;
    private final Database database;

    PostgresChains(
            ChainProperties properties,
            FinalityLevels levels,
            CursorStore cursors,
            Database database) {
        this.properties = properties;
        this.levels = levels;
        this.cursors = cursors;
        this.database = database;
    }

    @Override
    public List<ChainId> family(String family) {
        return properties.family(family);
    }

    @Override
    public Mono<ChainView> view(ChainId chain) {
        return cursors.load(chain);
    }

    @Override
    public Flux<Transfer> transfersTo(Collection<String> addresses) {
        return database.sql(TRANSFERS_TO)
                .bind("addresses", addresses.toArray(String[]::new))
                .bind("largest", LARGEST)
                .all(PostgresChains::transfer);
    }

    @Override
    public Finality finality(ChainId chain, Price total) {
        return levels.of(chain, total);
    }

    private static Transfer transfer(Row row) {
        return new Transfer(
                row.get("id", String.class),
                row.get("address", String.class),
                row.get("sender", String.class),
                new AssetAmount(asset(row), row.get("units", BigDecimal.class).toBigIntegerExact()),
                Transfer.State.valueOf(row.get("state", String.class)),
                Transfer.Grade.valueOf(row.get("grade", String.class)),
                new Transfer.Block(
                        row.get("block_height", Long.class),
                        row.get("block_hash", String.class),
                        row.get("block_time", Instant.class)),
                row.get("first_included_at", Instant.class),
                row.get("revision", Long.class));
    }

    /** As it was listed when it arrived: value stays visible when its asset is listed no more. */
    private static Asset asset(Row row) {
        var chain = new ChainId(row.get("chain", String.class));
        return new Asset(
                chain,
                row.get("asset", String.class).substring(chain.value().length() + 1),
                row.get("symbol", String.class),
                row.get("decimals", Integer.class));
    }
}
