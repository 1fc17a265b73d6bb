package io.sluice.chain.wallet;

/**
 * What further addresses of a wallet are derived from.
 *
 * @param nextIndex the first one not derived yet
 */
record KeptKey(String wallet, String family, String xpub, int nextIndex) {

    /** The key tells all payments of a merchant to whoever reads it. */
    @Override
    public String toString() {
        return "key of " + wallet;
    }
}
