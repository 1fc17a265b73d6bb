package io.sluice.merchant;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
            "Of absolute and cap, as ISO 4217 code. For a price in another currency they are"
                    + " converted when the asset is chosen; without a rate there is no tolerance.";

    /**
     * The same in another currency, rounded down to its decimal places.
     *
     * @param rate what one of ours is worth in {@code other}
     */
    public Tolerance in(Currency other, BigDecimal rate) {
        return other.equals(currency)
                ? this
                : new Tolerance(
                        converted(absolute, other, rate),
                        percent,
                        converted(cap, other, rate),
                        other);
    }

    private static BigDecimal converted(BigDecimal amount, Currency other, BigDecimal rate) {
        return amount.multiply(rate)
                .setScale(Math.max(0, other.getDefaultFractionDigits()), RoundingMode.DOWN);
    }
}
