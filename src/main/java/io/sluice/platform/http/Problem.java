package io.sluice.platform.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Why a request was refused, in words fit for the caller (RFC 9457).
 *
 * @param code stable; the type is {@code /problems/<code>}
 * @param retryable whether the same request may succeed later
 * @param errors which parts of the body were wrong
 */
public record Problem(
        HttpStatus status,
        String code,
        String detail,
        boolean retryable,
        List<FieldError> errors,
        Optional<Duration> retryAfter) {

    /**
     * What is wrong with one field.
     *
     * @param pointer a JSON pointer (RFC 6901) into the request body
     */
    public record FieldError(String pointer, String detail) {}

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, false, List.of(), Optional.empty());
    }

    /** A problem with one field of the body. */
    public static Problem at(String pointer, HttpStatus status, String code, String detail) {
        var error = new FieldError(pointer, detail);
        return new Problem(status, code, detail, false, List.of(error), Optional.empty());
    }

    public Problem retryAfter(Duration after) {
        return new Problem(status, code, detail, true, errors, Optional.of(after));
    }
}
