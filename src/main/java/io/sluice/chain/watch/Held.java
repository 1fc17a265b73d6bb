package io.sluice.chain.watch;

import io.sluice.chain.ChainState;
import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row of what the chains hold: a chain, and perhaps one of the transfers on it. */
record Held(ChainView view, @Nullable Transfer transfer) {

    static Held of(Row row) {
        var transfer = row.find("id", String.class).map(_ -> Held.read(row));
        return new Held(PostgresCursors.view(row), transfer.orElse(null));
    }

    static ChainState state(List<Held> all) {
        return new ChainState(
                all.stream().map(Held::transfer).filter(Objects::nonNull).toList(),
                all.stream().map(Held::view).distinct().toList());
    }

    private static Transfer read(Row row) {
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
                row.get("changed_at", Long.class));
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
