package io.sluice.payment;

/** An expected refusal of this module. */
public abstract sealed class PaymentFailure extends RuntimeException {

    private PaymentFailure(String message) {
        super(message, null, false, false);
    }

    /** There is no such payment for this caller. */
    public static final class NotFound extends PaymentFailure {
        public NotFound() {
            super("There is no such payment");
        }
    }

    /** No asset with this id is taken here. */
    public static final class UnknownAsset extends PaymentFailure {

        private final String pointer;

        public UnknownAsset(String pointer) {
            super("This asset is not taken here");
            this.pointer = pointer;
        }

        /** Which field named it: a JSON pointer into the request body. */
        public String pointer() {
            return pointer;
        }
    }

    /** The payment cannot be paid with this asset. */
    public static final class AssetNotOffered extends PaymentFailure {

        private final String pointer;

        public AssetNotOffered(String pointer) {
            super("This asset is not one of this payment's");
            this.pointer = pointer;
        }

        /** Which field named it: a JSON pointer into the request body. */
        public String pointer() {
            return pointer;
        }
    }

    /** It is too late, or the payment has come too far. */
    public static final class NotOpen extends PaymentFailure {
        public NotOpen(String reason) {
            super(reason);
        }
    }

    /** The chain of the asset is not read yet: what is paid there now would not be seen. */
    public static final class ChainNotReady extends PaymentFailure {
        public ChainNotReady() {
            super("The chain of this asset is not read yet");
        }
    }

    /** The payment does not wait for its merchant. */
    public static final class NotResolvable extends PaymentFailure {
        public NotResolvable(String status) {
            super("A payment that is %s needs no decision".formatted(status));
        }
    }

    /** Nothing is here that an acceptance could count. */
    public static final class NothingToAccept extends PaymentFailure {
        public NothingToAccept() {
            super(
                    "Nothing is here in an asset the payment was to be paid with; a dismissal can"
                            + " say what became of the rest");
        }
    }

    /**
     * More transfers are here than can be looked at, so that nobody knows all that is set aside.
     */
    public static final class TooManyTransfers extends PaymentFailure {
        public TooManyTransfers() {
            super("More transfers are here than can be set aside: accept what is here instead");
        }
    }

    /** The payment changed since it was looked at. */
    public static final class VersionMoved extends PaymentFailure {
        public VersionMoved(long current) {
            super("The payment is at version %d now: look at it again".formatted(current));
        }
    }

    /** No asset is chosen, so there is nothing to say about how to pay. */
    public static final class NothingChosen extends PaymentFailure {
        public NothingChosen() {
            super("Choose an asset first");
        }
    }
}
