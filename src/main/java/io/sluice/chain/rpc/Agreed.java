package io.sluice.chain.rpc;

import java.util.Set;

/**
 * What enough operators said.
 *
 * @param operators who said it, of those heard until there were enough
 */
public record Agreed<T>(T value, Set<String> operators) {}
