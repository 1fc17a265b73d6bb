package io.sluice.payment.api;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.PRECONDITION_REQUIRED;

import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a payment that its caller has seen.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-match">RFC 9110, 13.1.1</a>
 */
final class IfMatch {

    static final String HEADER = "If-Match";

    private static final String TAG = "(?:W/)?\"[!\\x23-\\x7E]{0,64}\"";
    private static final Pattern TAGS =
            Pattern.compile(TAG + "(?:[ \\t]*,[ \\t]*" + TAG + "){0,9}");
    private static final Pattern VERSION = Pattern.compile("(?<!W/)\"([1-9][0-9]{0,17})\"");

    private IfMatch() {}

    /** Those named; a weak or foreign tag names none, so that it matches nothing. */
    static Set<Long> versions(@Nullable String header) {
        if (header == null || header.equals("*")) {
            throw new Refused(
                    Problem.of(
                            PRECONDITION_REQUIRED,
                            "if-match-required",
                            "If-Match must name the version that was looked at, as its ETag does"));
        }
        if (!TAGS.matcher(header).matches()) {
            throw new Refused(
                    Problem.of(BAD_REQUEST, "invalid-request", "If-Match is no entity tag"));
        }
        return VERSION.matcher(header)
                .results()
                .map((MatchResult it) -> Long.valueOf(it.group(1)))
                .collect(Collectors.toSet());
    }
}
