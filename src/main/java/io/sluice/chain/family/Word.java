package io.sluice.chain.family;

/**
 * What one operator said to a transaction that it was handed.
 *
 * @param reason stable, for programs; empty unless it refused
 */
public record Word(String operator, Kind kind, String reason) {

    /** What it means for the transaction. */
    public enum Kind {
        /** It took it. */
        TAKEN,
        /** It says it has it; only its word for it. */
        KNOWN,
        /** Its sender has used this nonce. */
        NONCE_USED,
        /** Its own policy is against it: others may take it, or it may later. */
        NOT_HERE,
        /** Nobody will ever take it as it is. */
        REFUSED,
        /** It did not answer, or nothing to go by. */
        SILENT
    }
}
