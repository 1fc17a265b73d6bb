package io.sluice.chain.broadcast;

import io.sluice.chain.family.BlockListener;
import io.sluice.platform.database.Database;

/** Opens what other packages' tests need of this one. */
public final class BroadcastForTests {

    private BroadcastForTests() {}

    public static PendingTransfers pending(Database database) {
        return new PendingTransfers(database);
    }

    public static BlockListener inclusions(Database database) {
        return new Inclusions(database);
    }
}
