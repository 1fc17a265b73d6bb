package io.sluice.money;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * What a merchant asks, in their currency.
 *
 * @param amount more than zero, with exactly the decimal places of the currency
 */
public record Price(BigDecimal amount, Currency currency) {

    /** At most 15 digits before the point; no exponents, so that no text is expensive to read. */
    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,14})(\\.[0-9]{1,4})?");

    public Price {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("a price is more than zero");
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("not a currency to price in");
        }
        if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException(
                    "%s has %d decimal places"
                            .formatted(
                                    currency.getCurrencyCode(),
                                    currency.getDefaultFractionDigits()));
        }
        amount = amount.setScale(currency.getDefaultFractionDigits());
    }

    /**
     * Reads {@code "49.90"}.
     *
     * @throws IllegalArgumentException saying what is wrong, in words fit for the caller
     */
    public static Price of(String amount, Currency currency) {
        if (!AMOUNT.matcher(amount).matches()) {
            throw new IllegalArgumentException("must be a decimal number such as 49.90");
        }
        return new Price(new BigDecimal(amount), currency);
    }

    /** The amount with the decimal places of its currency: {@code 49.90}. */
    public String text() {
        return amount.toPlainString();
    }

    @Override
    public String toString() {
        return text() + " " + currency.getCurrencyCode();
    }
}
