package io.sluice.chaos;

import io.sluice.chain.family.ChainReader;
import io.sluice.sandbox.NodeProxy;
import java.util.List;

/** A mistake in what stands between the nodes and the watcher. */
interface Bug {

    Bug NONE = (reader, _) -> reader;

    ChainReader in(ChainReader reader, List<NodeProxy> nodes);
}
