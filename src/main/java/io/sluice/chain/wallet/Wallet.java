package io.sluice.chain.wallet;

import java.time.Instant;

/**
 * An extended public key of a merchant, as others may see it.
 *
 * @param fingerprint unique over all merchants
 * @param inUse whether new payments go there
 * @param firstAddress what the merchant compares with their own wallet
 */
record Wallet(
        String id,
        String family,
        String fingerprint,
        boolean inUse,
        String firstAddress,
        Instant createdAt) {}
