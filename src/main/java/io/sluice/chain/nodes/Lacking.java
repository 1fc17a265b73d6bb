package io.sluice.chain.nodes;

import java.util.List;

/**
 * A node that cannot do all that may be asked of it.
 *
 * @param what methods, and blocks by tags
 */
record Lacking(String chain, String node, List<String> what) {}
