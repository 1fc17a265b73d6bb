package io.sluice.chain.network;

/**
 * How nodes tell of coins that contracts send, as exchanges do that pay out in batches. Without it
 * such a payment is not seen.
 */
public enum Traces {
    /** Nodes do not tell, or nobody wants to know. */
    NONE,
    /** {@code debug_traceBlockByHash} with the {@code callTracer}, as of Geth. */
    DEBUG,
    /** {@code trace_block}, as of OpenEthereum. */
    PARITY
}
