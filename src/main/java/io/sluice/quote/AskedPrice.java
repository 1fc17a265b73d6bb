package io.sluice.quote;

import io.sluice.money.Price;
import io.sluice.platform.http.FieldErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A price as it came over the wire. */
public record AskedPrice(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "25.00")
                @Nullable String amount,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "EUR")
                @Nullable String currency) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** The price at {@code /price}; null when {@code errors} were noted. */
    public static @Nullable Price read(@Nullable AskedPrice asked, FieldErrors errors) {
        if (asked == null) {
            errors.require(false, "/price", "is required");
            return null;
        }
        var currency = asked.currency(errors);
        if (asked.amount == null || currency == null) {
            errors.require(asked.amount != null, "/price/amount", "is required");
            return null;
        }
        try {
            return Price.of(asked.amount, currency);
        } catch (IllegalArgumentException wrong) {
            errors.require(false, "/price/amount", String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private @Nullable Currency currency(FieldErrors errors) {
        if (currency == null) {
            errors.require(false, "/price/currency", "is required");
            return null;
        }
        var known = known(currency);
        errors.require(known != null, "/price/currency", "must be an ISO 4217 code such as EUR");
        return known;
    }

    private static @Nullable Currency known(String code) {
        try {
            var currency = CURRENCY.matcher(code).matches() ? Currency.getInstance(code) : null;
            return currency == null || currency.getDefaultFractionDigits() < 0 ? null : currency;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
