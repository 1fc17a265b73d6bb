package io.sluice.platform.database;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints that the database does not let us in instead of a stack trace. */
final class UnreachableAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        return new FailureAnalysis(
                "The database said or did: " + cause.getMessage(),
                "Check spring.flyway and spring.r2dbc in config/application.yaml.",
                cause);
    }
}
