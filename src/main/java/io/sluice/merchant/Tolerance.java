package io.sluice.merchant;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * How much less than due still counts as paid: the larger of absolute and percent, at most the cap.
 *
 * @param absolute in {@code currency}
 * @param percent of the price; {@code 0.5} is half a percent
 * @param cap in {@code currency}
 */
public record Tolerance(
        BigDecimal absolute, BigDecimal percent, BigDecimal cap, Currency currency) {

    /** Said in the API's description, since no refusal says it. */
    static final String OF_CURRENCY =
            "Of absolute and cap, as ISO 4217 code. A price in another currency has no tolerance.";
}
