package io.sluice.chain.wallet;

import java.time.Instant;

/** A wallet as it leaves through the API; the key itself does not. */
record WalletView(
        String id,
        String family,
        String fingerprint,
        boolean inUse,
        String firstAddress,
        String firstPath,
        Instant createdAt) {

    static WalletView of(Wallet wallet, String firstPath) {
        return new WalletView(
                wallet.id(),
                wallet.family(),
                wallet.fingerprint(),
                wallet.inUse(),
                wallet.firstAddress(),
                firstPath,
                wallet.createdAt());
    }
}
