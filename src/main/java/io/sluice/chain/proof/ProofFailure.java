package io.sluice.chain.proof;

/** Why what a node told is not proven. */
public abstract sealed class ProofFailure extends RuntimeException {

    private final Check check;

    private ProofFailure(Check check, String message) {
        super(message, null, false, false);
        this.check = check;
    }

    /** What is checked, in this order. */
    public enum Check {
        /** The hash of the header is the block's. */
        HEADER,
        /** The header's root is that of the transactions, and each has the hash that was told. */
        TRANSACTIONS,
        /** The header's root is that of the receipts. */
        RECEIPTS,
        /** The header's bloom is that of the logs. */
        BLOOM,
        /** A transaction was signed by whom it is said to be from. */
        SENDER
    }

    public Check check() {
        return check;
    }

    /** The block's hash says something else: a lie, broken storage, or rules of a chain's own. */
    public static final class Contradicted extends ProofFailure {
        Contradicted(Check check) {
            super(check, "the block's hash does not cover what was told: " + check);
        }
    }

    /** Something that is needed for the check is missing, or is not what it should be. */
    public static final class Unreadable extends ProofFailure {
        Unreadable(Check check, IllegalArgumentException cause) {
            super(check, check + " cannot be checked: " + cause.getMessage());
        }
    }

    /** A type of transaction whose encoding we do not know: neither proven nor a lie. */
    public static final class UnknownType extends ProofFailure {
        UnknownType(long type) {
            super(Check.TRANSACTIONS, "transactions of type %#x cannot be checked".formatted(type));
        }
    }
}
