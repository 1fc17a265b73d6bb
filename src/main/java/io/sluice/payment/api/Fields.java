package io.sluice.payment.api;

import io.sluice.money.Price;
import io.sluice.platform.http.FieldErrors;
import io.sluice.quote.AskedPrice;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads single fields strictly; what is wrong with each is collected, none stops the others. */
final class Fields {

    private static final int MAX_ENTRIES = 20;
    private static final int MAX_KEY = 40;
    private static final int MAX_VALUE = 500;

    private final FieldErrors errors = new FieldErrors();

    /** Fails with everything that was wrong. */
    void refuseIfAny() {
        errors.refuseIfAny();
    }

    @Nullable Price price(@Nullable AskedPrice asked) {
        return AskedPrice.read(asked, errors);
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

    @Nullable Duration duration(
            String pointer, @Nullable String text, Duration least, Duration most) {
        return errors.duration(pointer, text, least, most);
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

    private static boolean isAtMost(int max, String text) {
        return text.codePointCount(0, text.length()) <= max;
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}
