package io.sluice.payment.api;

import io.sluice.chain.Broadcast;
import io.sluice.money.AssetMoney;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A payer's transaction on its way into a chain, as the API tells it.
 *
 * @param amount what it pays
 * @param origin who sends it to the nodes
 * @param reason why nodes refuse it; null unless they do
 * @param replacedBy the transaction that used its nonce; null unless that is known
 */
record TransactionView(
        String hash,
        String chain,
        String sender,
        String nonce,
        AssetMoney amount,
        @Schema(allowableValues = {"gateway", "elsewhere"}) String origin,
        @Schema(
                        allowableValues = {
                            "stored",
                            "sent",
                            "accepted",
                            "mined",
                            "replaced",
                            "dropped",
                            "refused"
                        })
                String state,
        @Nullable String reason,
        @Nullable String replacedBy,
        Instant createdAt) {

    /** All of a payment, the oldest first. */
    record Listed(List<TransactionView> data) {}

    static TransactionView of(Broadcast it) {
        return new TransactionView(
                it.hash(),
                it.amount().asset().chain().value(),
                it.sender(),
                it.nonce().toString(),
                AssetMoney.of(it.amount()),
                it.hinted() ? "elsewhere" : "gateway",
                it.state().name().toLowerCase(Locale.ROOT),
                it.reason(),
                it.replacedBy(),
                it.createdAt());
    }
}
