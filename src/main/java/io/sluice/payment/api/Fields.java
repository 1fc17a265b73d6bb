package io.sluice.payment.api;

import io.sluice.money.Price;
import io.sluice.payment.api.OpenPaymentRequest.Asked;
import io.sluice.platform.http.FieldErrors;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single fields strictly; what is wrong with each is collected, none stops the others. */
final class Fields {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern DURATION = Pattern.compile("P[0-9DTHMS]{2,16}");
    private static final int MAX_ENTRIES = 20;
    private static final int MAX_KEY = 40;
    private static final int MAX_VALUE = 500;

    private final FieldErrors errors = new FieldErrors();

    /** Fails with everything that was wrong. */
    void refuseIfAny() {
        errors.refuseIfAny();
    }

    @Nullable Price price(@Nullable Asked asked) {
        if (asked == null) {
            errors.require(false, "/price", "is required");
            return null;
        }
        var currency = currency(asked.currency());
        if (asked.amount() == null || currency == null) {
            errors.require(asked.amount() != null, "/price/amount", "is required");
            return null;
        }
        try {
            return Price.of(asked.amount(), currency);
        } catch (IllegalArgumentException wrong) {
            errors.require(false, "/price/amount", String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    /** Text of at most {@code max} characters, without control characters. */
    @Nullable String text(String pointer, @Nullable String text, int max) {
        if (text == null) {
            return null;
        }
        errors.require(!text.isBlank(), pointer, "must not be blank");
        errors.require(
                isAtMost(max, text), pointer, "must have at most %d characters".formatted(max));
        errors.require(!hasControls(text), pointer, "must not contain control characters");
        return text;
    }

    /** An https URL, or http to this very machine. */
    @Nullable String returnUrl(@Nullable String url) {
        errors.require(
                url == null || ReturnUrl.isAcceptable(url),
                "/return_url",
                "must be an https URL of at most 2048 characters");
        return url;
    }

    /** A length of time in days, hours, minutes and seconds, as in ISO 8601. */
    @Nullable Duration duration(
            String pointer, @Nullable String text, Duration least, Duration most) {
        if (text == null) {
            return null;
        }
        var duration = parsed(text);
        var fits =
                duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
        errors.require(
                fits, pointer, "must be an ISO 8601 duration from %s to %s".formatted(least, most));
        return fits ? duration : null;
    }

    void metadata(Map<String, @Nullable String> metadata) {
        errors.require(metadata.size() <= MAX_ENTRIES, "/metadata", "must have at most 20 entries");
        metadata.forEach(this::entry);
    }

    void require(boolean holds, String pointer, String detail) {
        errors.require(holds, pointer, detail);
    }

    private void entry(String key, @Nullable String value) {
        var pointer = "/metadata/" + key.replace("~", "~0").replace("/", "~1");
        errors.require(
                !key.isEmpty() && isAtMost(MAX_KEY, key) && !hasControls(key),
                pointer,
                "must have a name of 1 to 40 characters");
        errors.require(
                value != null && isAtMost(MAX_VALUE, value) && !hasControls(value),
                pointer,
                "must be text of at most 500 characters");
    }

    private @Nullable Currency currency(@Nullable String code) {
        if (code == null) {
            errors.require(false, "/price/currency", "is required");
            return null;
        }
        var currency = known(code);
        errors.require(currency != null, "/price/currency", "must be an ISO 4217 code such as EUR");
        return currency;
    }

    private static @Nullable Currency known(String code) {
        try {
            var currency = CURRENCY.matcher(code).matches() ? Currency.getInstance(code) : null;
            return currency == null || currency.getDefaultFractionDigits() < 0 ? null : currency;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static @Nullable Duration parsed(String text) {
        try {
            return DURATION.matcher(text).matches() ? Duration.parse(text) : null;
        } catch (DateTimeException | ArithmeticException malformed) {
            return null;
        }
    }

    private static boolean isAtMost(int max, String text) {
        return text.codePointCount(0, text.length()) <= max;
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}
