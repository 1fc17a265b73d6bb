package io.sluice.platform.database;

import io.sluice.platform.tls.TlsFlaw;
import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints that the database does not let us in instead of a stack trace. */
final class UnreachableAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        return new FailureAnalysis(
                TlsFlaw.in(cause)
                        .map("The database %s."::formatted)
                        .orElse("The database said or did: " + cause.getMessage()),
                "Check spring.flyway, spring.r2dbc and sluice.tls in config/application.yaml.",
                cause);
    }
}
