package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.money.ChainId;

/** Another watcher moved the cursor first: nothing was written, and nothing is lost. */
final class CursorMoved extends RuntimeException {

    CursorMoved(ChainView from) {
        this(from.chain(), from.height() + " " + from.hash());
    }

    CursorMoved(ChainId chain, Object place) {
        super("the cursor of %s is no longer at %s".formatted(chain, place), null, false, false);
    }
}
