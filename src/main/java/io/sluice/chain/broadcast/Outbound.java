package io.sluice.chain.broadcast;

import io.sluice.chain.Broadcast;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.Signed;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A payer's transaction as it is kept.
 *
 * @param address where it pays
 * @param transfer what its transfer will be called
 * @param trials grows with whatever happens to it
 * @param pauseSeconds how long it was left alone last
 */
record Outbound(
        ChainId chain,
        String payment,
        String address,
        String raw,
        String transfer,
        long trials,
        int pauseSeconds,
        Broadcast broadcast) {

    static Outbound of(Row row) {
        var chain = new ChainId(row.get("chain", String.class));
        return new Outbound(
                chain,
                row.get("payment", String.class),
                row.get("address", String.class),
                row.get("raw", String.class),
                row.get("transfer", String.class),
                row.get("trials", Long.class),
                row.get("pause_seconds", Integer.class),
                broadcast(row));
    }

    String hash() {
        return broadcast.hash();
    }

    Broadcast.State state() {
        return broadcast.state();
    }

    private static Broadcast broadcast(Row row) {
        return new Broadcast(
                row.get("hash", String.class),
                row.get("sender", String.class),
                row.get("nonce", BigDecimal.class).toBigIntegerExact(),
                amount(row),
                row.get("hinted", Boolean.class),
                Broadcast.State.valueOf(row.get("state", String.class)),
                row.find("reason", String.class).orElse(null),
                row.find("replaced_by", String.class).orElse(null),
                row.get("created_at", Instant.class));
    }

    /** As it was listed when it was taken. */
    static AssetAmount amount(Row row) {
        var chain = new ChainId(row.get("chain", String.class));
        var asset =
                new Asset(
                        chain,
                        row.get("asset", String.class).substring(chain.value().length() + 1),
                        row.get("symbol", String.class),
                        row.get("decimals", Integer.class));
        return new AssetAmount(asset, row.get("units", BigDecimal.class).toBigIntegerExact());
    }

    /** A transaction to be kept, and whose it is. */
    record Draft(String payment, Signed signed, Movement movement) {}
}
