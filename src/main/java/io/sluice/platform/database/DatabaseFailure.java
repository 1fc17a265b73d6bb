package io.sluice.platform.database;

import java.time.Duration;

/** The database could not do a unit of work, for reasons that are not the work's. */
public abstract sealed class DatabaseFailure extends RuntimeException {

    private DatabaseFailure(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    private DatabaseFailure(String message) {
        super(message, null, false, false);
    }

    /** No connection could be had in time. Nothing happened. */
    public static final class Unavailable extends DatabaseFailure {

        Unavailable(Throwable cause) {
            super("no database connection could be had in time", cause);
        }
    }

    /** The unit took too long and was given up before its commit. Nothing of it happened. */
    public static final class Overdue extends DatabaseFailure {

        Overdue(Duration deadline) {
            super("the unit was not done within " + deadline);
        }
    }

    /** The commit was sent, and no answer came: all of the unit happened, or nothing. */
    public static final class OutcomeUnknown extends DatabaseFailure {

        OutcomeUnknown(Throwable cause) {
            super("nobody knows whether the unit was committed", cause);
        }

        OutcomeUnknown(Duration deadline) {
            super("the commit was not answered within " + deadline);
        }
    }
}
