package io.sluice.payment.api;

import io.sluice.quote.AskedPrice;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment somebody wants opened, as it came over the wire.
 *
 * @param assets CAIP-19 ids to choose from; all that are taken here when left out
 * @param asset to be chosen at once; null to leave it to the payer
 */
record OpenPaymentRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable AskedPrice price,
        @Nullable String reference,
        @Nullable String description,
        @Nullable List<@Nullable String> assets,
        @Nullable String asset,
        @Nullable Map<String, @Nullable String> metadata,
        @Nullable String returnUrl,
        @Schema(example = "PT30M") @Nullable String chooseWithin,
        @Schema(example = "PT15M") @Nullable String payWithin) {}
