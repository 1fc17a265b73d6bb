package io.sluice.chain.broadcast;

import io.sluice.platform.database.Row;

/**
 * A transaction to be sent or looked for now.
 *
 * @param height how far its chain was read; -1 before its first block
 * @param finalized the newest final height; -1 while unknown
 */
record Due(Outbound outbound, long height, long finalized) {

    static Due of(Row row) {
        return new Due(
                Outbound.of(row), row.get("read_to", Long.class), row.get("final_to", Long.class));
    }

    /** One that was taken just now. */
    static Due first(Outbound outbound) {
        return new Due(outbound, -1, -1);
    }
}
