package io.sluice.platform.http;

import io.sluice.platform.database.Database;
import java.util.List;

/** The gateway's own idempotency, for tests of other modules. */
public final class TestIdempotency {

    private TestIdempotency() {}

    public static Idempotency over(Database database, ProblemSource... problems) {
        return new DatabaseIdempotency(database, new Problems(List.of(problems)));
    }
}
