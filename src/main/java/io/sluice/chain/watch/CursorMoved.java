package io.sluice.chain.watch;

import io.sluice.chain.ChainView;

/** Another watcher moved the cursor first: nothing was written, and nothing is lost. */
final class CursorMoved extends RuntimeException {

    CursorMoved(ChainView from) {
        super(
                "the cursor of %s is no longer at %d %s"
                        .formatted(from.chain(), from.height(), from.hash()),
                null,
                false,
                false);
    }
}
