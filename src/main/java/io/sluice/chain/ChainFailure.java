package io.sluice.chain;

import io.sluice.merchant.MerchantId;

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

    /** Another wallet has this extended public key already. */
    public static final class KeyInUse extends ChainFailure {
        public KeyInUse() {
            super("this extended public key is registered already");
        }
    }
}
