package io.sluice.bench;

import io.sluice.e2e.BlockToJournal;
import java.sql.SQLException;
import java.util.List;

/** How soon a block that pays is in the journal. */
final class JournalBench {

    private static final int BLOCKS = 60;

    List<Measured> run() {
        try {
            var times = BlockToJournal.measure(BLOCKS).stream().sorted().toList();
            return List.of(
                    new Measured("block to journal, median, ms", null, times.get(BLOCKS / 2), null),
                    new Measured(
                            "block to journal, slowest of 60, ms", null, times.getLast(), null));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
