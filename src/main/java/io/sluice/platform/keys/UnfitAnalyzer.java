package io.sluice.platform.keys;

import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says which properties are not as they must be, and why, but not what they are. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnfitAnalyzer extends AbstractFailureAnalyzer<BindValidationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BindValidationException cause) {
        var errors = cause.getValidationErrors();
        var complaints =
                errors.getAllErrors().stream()
                        .map(it -> complaint(errors.getName().toString(), it))
                        .sorted()
                        .collect(Collectors.joining("; "));
        return new FailureAnalysis(
                "The configuration does not fit: " + complaints + ".", "Correct it.", cause);
    }

    private static String complaint(String prefix, ObjectError error) {
        var name = error instanceof FieldError field ? prefix + "." + field.getField() : prefix;
        var where = Origin.from(error);
        return name + " " + error.getDefaultMessage() + (where == null ? "" : " (" + where + ")");
    }
}
