package io.sluice.chain.family;

import io.sluice.chain.Transfer;
import java.util.List;

/** A block that enough operators described alike, and everything it moved in listed assets. */
public record ReadBlock(Transfer.Block block, String parentHash, List<Movement> movements) {}
