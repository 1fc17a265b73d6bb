package io.sluice.chain.wallet;

import java.util.List;

/**
 * A key that was found usable, and its first addresses.
 *
 * @param addresses at {@code 0/0}, {@code 0/1} and so on
 */
record NewWallet(String family, String xpub, String fingerprint, List<String> addresses) {

    /** The key tells all payments of a merchant to whoever reads it. */
    @Override
    public String toString() {
        return "wallet " + fingerprint;
    }
}
