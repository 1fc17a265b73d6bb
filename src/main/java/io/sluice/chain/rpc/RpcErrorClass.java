package io.sluice.chain.rpc;

import static io.sluice.chain.rpc.Consequence.ANSWERED;
import static io.sluice.chain.rpc.Consequence.ASK_FOR_LESS;
import static io.sluice.chain.rpc.Consequence.ASK_LATER;
import static io.sluice.chain.rpc.Consequence.ELSEWHERE;
import static io.sluice.chain.rpc.Consequence.LOOK_FOR_IT;
import static io.sluice.chain.rpc.Consequence.NEEDS_A_PERSON;
import static io.sluice.chain.rpc.Consequence.NOT_ABLE;
import static io.sluice.chain.rpc.Consequence.OTHERS_FIRST;
import static io.sluice.chain.rpc.Consequence.PARK;
import static io.sluice.chain.rpc.Consequence.REFUSED;
import static io.sluice.chain.rpc.Consequence.WEAK;

/** What nodes mean by their errors, in whatever words. */
public enum RpcErrorClass {
    /** More blocks or logs than this node gives at once. */
    RANGE_TOO_LARGE(ASK_FOR_LESS),
    TOO_MANY_ADDRESSES(ASK_FOR_LESS),

    RATE_LIMIT(PARK),
    /** Behind every provider of the chain alike. */
    RATE_LIMIT_SENDER(ASK_LATER),
    /** Paid up, or this plan has no such thing. */
    BILLING(NEEDS_A_PERSON),
    AUTH(NEEDS_A_PERSON),

    /** Pruned, or not there yet. */
    MISSING_DATA(WEAK),
    /** Failed over its own reconstruction of a block that exists. */
    EXEC_STATE_ARTIFACT(WEAK),

    TAG_UNSUPPORTED(NOT_ABLE),
    UNSUPPORTED_METHOD(NOT_ABLE),
    /** Ours to mend: we never use filters, and our questions are well-formed. */
    FILTER_NOT_FOUND(OTHERS_FIRST),
    INVALID_PARAMS(OTHERS_FIRST),

    /** The contract said no. */
    EXEC_REVERT(ANSWERED),
    /** The call ran into a wall: gas, a bad jump. */
    EXEC_HALT(ANSWERED),

    TIMEOUT(ELSEWHERE),
    UNAVAILABLE(ELSEWHERE),
    MALFORMED(ELSEWHERE),

    TX_ALREADY_KNOWN(LOOK_FOR_IT),
    TX_ALREADY_MINED(LOOK_FOR_IT),
    TX_NONCE_LOW(LOOK_FOR_IT),
    TX_REPLACED(LOOK_FOR_IT),

    TX_NONCE_HIGH(OTHERS_FIRST),
    TX_POOL_FULL(OTHERS_FIRST),
    TX_EVICTED(OTHERS_FIRST),
    TX_UNDERPRICED(OTHERS_FIRST),
    TX_REPLACEMENT_UNDERPRICED(OTHERS_FIRST),
    TX_FEE_CAP(OTHERS_FIRST),
    /** No node of that chain can ever execute it. */
    TX_FATAL_STUCK(REFUSED),
    TX_FATAL(REFUSED),
    TX_MALFORMED(REFUSED),
    TX_INSUFFICIENT_FUNDS(REFUSED),

    /** Words that nobody has seen, under a code that says nothing. */
    OTHER(OTHERS_FIRST);

    private final Consequence consequence;

    RpcErrorClass(Consequence consequence) {
        this.consequence = consequence;
    }

    /** What to do about it. */
    public Consequence consequence() {
        return consequence;
    }
}
