package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import io.sluice.platform.http.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a body, so that its sender hears of everything at once. */
public final class FieldErrors {

    private static final Pattern DURATION = Pattern.compile("P[0-9DTHMS]{2,16}");

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes {@code detail} about the field at {@code pointer} (RFC 6901) unless {@code holds}. */
    public void require(boolean holds, String pointer, String detail) {
        if (!holds) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    /** A length of time in days, hours, minutes and seconds, as in ISO 8601; null when wrong. */
    public @Nullable Duration duration(
            String pointer, @Nullable String text, Duration least, Duration most) {
        if (text == null) {
            return null;
        }
        var duration = parsed(text);
        var fits =
                duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
        require(fits, pointer, "must be an ISO 8601 duration from %s to %s".formatted(least, most));
        return fits ? duration : null;
    }

    /** Fails with 400 {@code invalid-request} when something was noted. */
    public void refuseIfAny() {
        if (!errors.isEmpty()) {
            throw new Refused(problem(errors));
        }
    }

    private static @Nullable Duration parsed(String text) {
        try {
            return DURATION.matcher(text).matches() ? Duration.parse(text) : null;
        } catch (DateTimeException | ArithmeticException malformed) {
            return null;
        }
    }

    static Problem problem(List<FieldError> errors) {
        return new Problem(
                BAD_REQUEST,
                "invalid-request",
                errors.size() == 1 ? "A field is wrong" : errors.size() + " fields are wrong",
                false,
                List.copyOf(errors),
                Optional.empty());
    }
}
