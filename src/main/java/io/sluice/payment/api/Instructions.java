package io.sluice.payment.api;

import io.sluice.chain.TransferRequest;
import io.sluice.money.AssetMoney;
import java.time.Instant;

/**
 * How to pay.
 *
 * @param uri EIP-681, for wallets that open links
 * @param amount what is still to be sent, exactly
 * @param transaction unsigned, for wallets that are programs
 * @param qr the URI as a QR code, in SVG
 * @param expiresAt when the amount is no longer promised
 */
record Instructions(
        String uri,
        String chain,
        String address,
        AssetMoney amount,
        Unsigned transaction,
        String qr,
        Instant expiresAt) {

    /** A transaction to be signed; {@code value} and {@code chainId} as JSON-RPC has them. */
    record Unsigned(String to, String value, String data, String chainId) {
        static Unsigned of(TransferRequest request) {
            return new Unsigned(request.to(), request.value(), request.data(), request.chainId());
        }
    }
}
