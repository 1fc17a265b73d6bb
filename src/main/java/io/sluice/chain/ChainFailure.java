package io.sluice.chain;

import io.sluice.merchant.MerchantId;
import java.time.Duration;

/** An expected refusal of this module. */
public abstract sealed class ChainFailure extends RuntimeException {

    private ChainFailure(String message) {
        super(message, null, false, false);
    }

    /** No configured asset has this id. */
    public static final class UnknownAsset extends ChainFailure {
        public UnknownAsset(String id) {
            super("asset " + id + " is not taken here");
        }
    }

    /** No configured chain is of this family. */
    public static final class UnknownFamily extends ChainFailure {
        public UnknownFamily() {
            super("no chain of this family is taken here");
        }
    }

    /** The merchant has registered no extended public key for this chain family. */
    public static final class NoWallet extends ChainFailure {
        public NoWallet(MerchantId merchant, String family) {
            super("merchant %s has no wallet for %s".formatted(merchant, family));
        }
    }

    /** The pool of derived addresses is empty for a moment. */
    public static final class NoAddressReady extends ChainFailure {
        public NoAddressReady(MerchantId merchant) {
            super("no deposit address of merchant %s is ready yet".formatted(merchant));
        }
    }

    /** The extended public key cannot be taken; the message says why, and never repeats it. */
    public static final class UnusableKey extends ChainFailure {
        public UnusableKey(String reason) {
            super(reason);
        }
    }

    /** A signed transaction that does not pay what it should. */
    public static final class UnfitTransaction extends ChainFailure {

        private final TransactionFlaw flaw;

        public UnfitTransaction(TransactionFlaw flaw, String detail) {
            super(detail);
            this.flaw = flaw;
        }

        public TransactionFlaw flaw() {
            return flaw;
        }
    }

    /** A payment has as many transactions as anybody needs. */
    public static final class TooManyTransactions extends ChainFailure {
        public TooManyTransactions() {
            super("too many transactions were sent for this payment");
        }
    }

    /** Somebody has us look for transactions again and again. */
    public static final class TooManyHints extends ChainFailure {

        private final Duration retryAfter;

        public TooManyHints(Duration retryAfter) {
            super("transactions of this payment are looked for already");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Another wallet has this extended public key already. */
    public static final class KeyInUse extends ChainFailure {
        public KeyInUse() {
            super("this extended public key is registered already");
        }
    }
}
