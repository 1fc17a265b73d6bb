package io.sluice.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.money.AssetMoney;
import io.sluice.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything a merchant is told about a payment at one version.
 *
 * @param chooseBy null when the asset was chosen at once
 * @param expiresAt null until an asset is chosen, like all that follows from the choice
 * @param resolutions the oldest first
 * @param expiryBlockedBy chains that must be read further before the deadline has an outcome
 */
public record PaymentView(
        String id,
        long version,
        String status,
        String nextAction,
        @Nullable String reference,
        @Nullable String description,
        Money price,
        Instant createdAt,
        @Nullable Instant chooseBy,
        @Nullable Instant expiresAt,
        List<Option> options,
        @Nullable String asset,
        @Nullable String address,
        @Nullable String derivationPath,
        @Nullable Amounts amounts,
        @Nullable Policy policy,
        @Nullable QuoteSummary quote,
        List<TransferSummary> transfers,
        List<String> exceptions,
        List<String> expiryBlockedBy,
        List<Resolution> resolutions,
        @Nullable String returnUrl,
        Map<String, String> metadata,
        boolean livemode) {

    /** One that was said before anybody could decide about it has no resolutions. */
    public PaymentView {
        resolutions = Objects.requireNonNullElse(resolutions, List.of());
    }

    /** The same, showing also what counts for nothing yet. */
    public PaymentView showing(@Nullable Amounts numbers, List<TransferSummary> all) {
        return new PaymentView(
                id,
                version,
                status,
                nextAction,
                reference,
                description,
                price,
                createdAt,
                chooseBy,
                expiresAt,
                options,
                asset,
                address,
                derivationPath,
                numbers,
                policy,
                quote,
                all,
                exceptions,
                expiryBlockedBy,
                resolutions,
                returnUrl,
                metadata,
                livemode);
    }

    /**
     * An asset to choose.
     *
     * @param indicative about how much it is; binds nobody, and null when no rate was known
     */
    public record Option(String asset, String symbol, @Nullable Indication indicative) {}

    /** About how much of an asset. */
    public record Indication(String amount, String units) {}

    /** The payment in numbers, all in the chosen asset. */
    public record Amounts(
            AssetMoney due,
            AssetMoney need,
            AssetMoney seen,
            AssetMoney counted,
            @JsonProperty("final") AssetMoney settled,
            AssetMoney missing,
            AssetMoney surplus) {

        /** The same, with more that was seen. */
        public Amounts seeing(AssetMoney all) {
            return new Amounts(due, need, all, counted, settled, missing, surplus);
        }
    }

    /** The rules that were frozen with the choice. */
    public record Policy(String tier, String requires, Tolerance tolerance, String late) {}

    /** How much less than due still counts as paid. */
    public record Tolerance(String absolute, String percent, String cap, String currency) {}

    /** The promise behind the amount, and what it rests on. */
    public record QuoteSummary(
            String id,
            String rate,
            boolean stale,
            Instant validUntil,
            List<Source> sources,
            String signature) {}

    /** What one rate source said. */
    public record Source(
            String name, String pair, @Nullable String mid, long ageMs, boolean kept) {}

    /**
     * Value that reached the address, or is on its way there.
     *
     * @param block null as long as it is in none
     */
    public record TransferSummary(
            String id,
            String state,
            String grade,
            String asset,
            String symbol,
            String amount,
            String units,
            String sender,
            @Nullable Block block,
            boolean onTime) {}

    /**
     * What the merchant decided.
     *
     * @param action {@code accept} or {@code dismiss}
     * @param by which client of the merchant
     * @param transfers ids of those it is about, fifty at most
     * @param transferCount how many those are
     * @param need what covers the payment since; null for a dismissal
     */
    public record Resolution(
            @Schema(allowableValues = {"accept", "dismiss"}) String action,
            String note,
            String by,
            Instant at,
            List<String> transfers,
            int transferCount,
            @Nullable AssetMoney need) {}

    /** The block it is in, or was in last. */
    public record Block(long height, String hash, Instant time) {}
}
