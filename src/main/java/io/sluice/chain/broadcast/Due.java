package io.sluice.chain.broadcast;

import io.sluice.chain.Broadcast.State;
import io.sluice.platform.database.Row;

/**
 * A transaction to be sent or looked for now.
 *
 * @param height how far its chain was read; -1 before its first block
 * @param finalized the newest final height; -1 while unknown
 * @param late nobody should pay any more
 */
record Due(Outbound outbound, long height, long finalized, boolean late) {

    private static final int SHORTEST_SECONDS = 5;
    private static final int LONGEST_SECONDS = 600;

    /** Nobody has it yet, so that each minute counts. */
    private static final int LONGEST_UNSENT_SECONDS = 60;

    static Due of(Row row) {
        return new Due(
                Outbound.of(row),
                row.get("read_to", Long.class),
                row.get("final_to", Long.class),
                row.get("late", Boolean.class));
    }

    /** One that was taken just now. */
    static Due first(Outbound outbound) {
        return new Due(outbound, -1, -1, false);
    }

    /** How long to leave it alone after this trial: twice as long as before, if nothing moved. */
    int pauseSeconds(State state) {
        if (state != outbound.state()) {
            return SHORTEST_SECONDS;
        }
        var longest = state == State.STORED ? LONGEST_UNSENT_SECONDS : LONGEST_SECONDS;
        return Math.clamp(2L * outbound.pauseSeconds(), SHORTEST_SECONDS, longest);
    }
}
