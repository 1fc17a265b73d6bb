package io.sluice.chain.wallet;

import jakarta.validation.constraints.NotNull;

/**
 * A merchant's wish to be paid into a wallet.
 *
 * @param family CAIP-2 namespace: {@code eip155}
 * @param xpub checked by hand, so that no message of a validator repeats what might be private
 */
record RegisterWallet(@NotNull String family, @NotNull String xpub) {

    /** Nothing of it was looked at yet: a private key may stand anywhere. */
    @Override
    public String toString() {
        return "***";
    }
}
