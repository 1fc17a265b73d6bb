package io.sluice.payment.ledger;

import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.money.Price;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment somebody wants opened, already checked.
 *
 * @param asset to be chosen at once; null to leave it to the payer
 * @param chooseWithin null for the merchant's own, like {@code payWithin}
 */
public record OpenPayment(
        MerchantId merchant,
        Price price,
        @Nullable String reference,
        @Nullable String description,
        List<Asset> assets,
        @Nullable Asset asset,
        Map<String, String> metadata,
        @Nullable String returnUrl,
        @Nullable Duration chooseWithin,
        @Nullable Duration payWithin) {

    Duration chooseWithin(Duration usual) {
        return Optional.ofNullable(chooseWithin).orElse(usual);
    }

    Duration payWithin(Duration usual) {
        return Optional.ofNullable(payWithin).orElse(usual);
    }
}
