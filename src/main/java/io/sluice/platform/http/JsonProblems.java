package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import io.sluice.platform.http.Problem.FieldError;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what was wrong with a JSON body, without the parser's own words: they name our classes. */
final class JsonProblems {

    private static final String OURS = "io.sluice.";

    private JsonProblems() {}

    static Problem of(JacksonException failure) {
        return failure instanceof DatabindException mapping && !mapping.getPath().isEmpty()
                ? field(mapping)
                : malformed(failure);
    }

    private static Problem malformed(JacksonException failure) {
        var location = failure.getLocation();
        var where =
                location == null || location.getLineNr() < 0
                        ? ""
                        : " (line %d, column %d)"
                                .formatted(location.getLineNr(), location.getColumnNr());
        return Problem.of(
                BAD_REQUEST,
                "invalid-json",
                "The body is not the JSON object this API takes: malformed, a duplicate field,"
                        + " nested too deeply, or a value too long"
                        + where);
    }

    private static Problem field(DatabindException failure) {
        var error = new FieldError(pointer(failure.getPath()), detail(failure));
        return new Problem(
                BAD_REQUEST,
                "invalid-request",
                "A field of the body is wrong",
                false,
                List.of(error),
                Optional.empty());
    }

    private static String detail(DatabindException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException _ -> "is not a known field";
            case ValueInstantiationException refused -> refusal(refused);
            case MismatchedInputException mismatch -> expected(mismatch.getTargetType());
            default -> "is not valid";
        };
    }

    private static String refusal(ValueInstantiationException refused) {
        var cause = refused.getCause();
        var ours = refused.getType().getRawClass().getName().startsWith(OURS);
        var said = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
        return ours && said != null && !(cause instanceof NumberFormatException)
                ? said
                : "is not valid";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong type";
        }
        if (type == String.class) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a number in range";
        }
        return Collection.class.isAssignableFrom(type) ? "must be an array" : "has the wrong form";
    }

    /** RFC 6901. */
    static String pointer(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            var name = step.getPropertyName();
            pointer.append('/').append(name == null ? "" + step.getIndex() : escaped(name));
        }
        return pointer.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
