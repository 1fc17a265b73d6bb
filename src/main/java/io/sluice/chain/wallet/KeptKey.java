package io.sluice.chain.wallet;

/**
 * What further addresses of a wallet are derived from.
 *
 * @param nextIndex the first one not derived yet
 */
record KeptKey(String wallet, String family, String xpub, int nextIndex) {

    /** The same key once {@code count} more addresses were derived. */
    KeptKey after(int count) {
        return new KeptKey(wallet, family, xpub, nextIndex + count);
    }

    /** The key tells all payments of a merchant to whoever reads it. */
    @Override
    public String toString() {
        return "key of " + wallet;
    }
}
