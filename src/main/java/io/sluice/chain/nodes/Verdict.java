package io.sluice.chain.nodes;

/**
 * What state a node is in, and why.
 *
 * @param reason for people; empty where the state says it all
 */
public record Verdict(NodeState state, String reason) {

    /** Nothing was heard of it yet. */
    public static final Verdict NEW = new Verdict(NodeState.CONNECTING, "");

    public static Verdict of(NodeState state) {
        return new Verdict(state, "");
    }
}
