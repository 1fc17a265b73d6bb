package io.sluice.chain.family;

import io.sluice.chain.Transfer;
import java.util.List;

/**
 * A block that enough operators described alike.
 *
 * @param movements everything it moved in listed assets
 * @param mined its transactions, in order; without those that no account signed
 */
public record ReadBlock(
        Transfer.Block block, String parentHash, List<Movement> movements, List<Mined> mined) {}
