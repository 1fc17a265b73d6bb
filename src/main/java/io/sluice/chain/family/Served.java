package io.sluice.chain.family;

import java.util.Set;

/**
 * How far enough operators say the chain is; -1 while unknown.
 *
 * @param head the height that enough operators have reached
 * @param safe the height that enough operators call safe
 * @param finalized the height that enough operators call final
 * @param tips what the newest blocks are called, by anyone: a change of these is a reason to look
 */
public record Served(long head, long safe, long finalized, Set<String> tips) {}
