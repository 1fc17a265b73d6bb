package io.sluice.chain.nodes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A block as a node names it. */
public record NamedBlock(long height, String hash, @Nullable Instant time) {}
