package io.sluice.payment;

import io.sluice.merchant.MerchantId;

/**
 * What we say happened to a payment: its complete view at one version, as a CloudEvents envelope,
 * once for each audience.
 *
 * @param closed whether the payment was closed at this version
 * @param merchantJson UTF-8 JSON on one line, for the merchant
 * @param payerJson the same without what is the merchant's
 */
@SuppressWarnings("ArrayRecordComponent") // encoded once, shared, compared by nobody
public record JournalEvent(
        String id,
        MerchantId merchant,
        PaymentId payment,
        long version,
        boolean closed,
        byte[] merchantJson,
        byte[] payerJson) {}
