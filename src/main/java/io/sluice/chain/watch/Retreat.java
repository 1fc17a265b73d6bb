package io.sluice.chain.watch;

import io.sluice.chain.ChainView;

/**
 * A chain went back to an ancestor.
 *
 * @param gone how many blocks that we had are no longer part of it
 */
record Retreat(ChainView view, long gone) {}
