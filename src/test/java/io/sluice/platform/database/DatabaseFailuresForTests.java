package io.sluice.platform.database;

import java.time.Duration;

/** Lets tests of other packages have their database fail. */
public final class DatabaseFailuresForTests {

    private DatabaseFailuresForTests() {}

    public static DatabaseFailure overdue() {
        return new DatabaseFailure.Overdue(Duration.ofSeconds(3));
    }

    public static DatabaseFailure outcomeUnknown() {
        return new DatabaseFailure.OutcomeUnknown(Duration.ofSeconds(3));
    }
}
