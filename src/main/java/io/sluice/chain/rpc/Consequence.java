package io.sluice.chain.rpc;

/** What follows from an error of a node, for whoever asked it. */
public enum Consequence {
    /** The node is at fault: the next one, and this one less often. */
    ELSEWHERE,
    /** It does not have it: one that has, or the same after a block's time. */
    WEAK,
    /** Leave the node alone for a while; the next one now. */
    PARK,
    /** Every node would say so: the same later. */
    ASK_LATER,
    /** It will not serve us until a person changes something. */
    NEEDS_A_PERSON,
    /** It cannot do this, now or later. */
    NOT_ABLE,
    /** That is the answer. */
    ANSWERED,
    /** The same in smaller pieces. */
    ASK_FOR_LESS,
    /** The transaction may well be known or mined: look for its hash at every node. */
    LOOK_FOR_IT,
    /** One node's policy, or nobody knows what: other nodes first, then a failure. */
    OTHERS_FIRST,
    /** No node will take this transaction. */
    REFUSED
}
