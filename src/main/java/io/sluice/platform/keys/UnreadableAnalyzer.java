package io.sluice.platform.keys;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names a property that cannot be read. What it says may be a secret in the wrong place. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (cause.getCause() instanceof BindValidationException) {
            return null;
        }
        var property = cause.getProperty();
        var where = property == null ? null : property.getOrigin();
        return new FailureAnalysis(
                "The configuration property %s cannot be read as %s."
                        .formatted(cause.getName(), cause.getTarget().getType()),
                where == null ? "Correct it." : "Correct it: " + where + ".",
                cause);
    }
}
