package io.sluice.platform.database;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The database could not do a unit of work, for reasons that are not the work's. */
public abstract sealed class DatabaseFailure extends RuntimeException {

    private DatabaseFailure(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    private DatabaseFailure(String message) {
        super(message, null, false, false);
    }

    /**
     * Whether {@code failure} says that the database is away or overloaded, in our words or in the
     * driver's, and nothing of what it was asked.
     */
    public static boolean isOutage(Throwable failure) {
        return switch (failure) {
            case DatabaseFailure _,
                    R2dbcTransientException _,
                    R2dbcNonTransientResourceException _,
                    TimeoutException _ ->
                    true;
            default -> false;
        };
    }

    /** No connection could be had in time. Nothing happened. */
    public static final class Unavailable extends DatabaseFailure {

        Unavailable(Throwable cause) {
            super("no database connection could be had in time", cause);
        }
    }

    /** There is more to do than can be done soon. Nothing happened. */
    public static final class Overloaded extends DatabaseFailure {

        Overloaded() {
            super("too many units are at work or wait for a connection");
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
