package io.sluice.quote.api;

import io.sluice.quote.AskedPrice;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A quote somebody wants, as it came over the wire.
 *
 * @param asset CAIP-19
 * @param validFor how long it is to hold, from 10 seconds to an hour; 15 minutes when left out
 * @param atMarket whether a stablecoin that lost its peg is wanted at what the market gives for it
 */
record QuoteRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable AskedPrice price,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String asset,
        @Schema(example = "PT15M") @Nullable String validFor,
        @Nullable Boolean atMarket) {}
