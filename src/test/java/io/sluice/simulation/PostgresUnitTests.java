package io.sluice.simulation;

import io.sluice.TestDatabase;
import io.sluice.platform.database.Database;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Units of work on a real database. */
class PostgresUnitTests extends UnitContract {

    private final Database database = TestDatabase.fresh().database();

    @BeforeEach
    void createTable() {
        database.sql("CREATE TABLE note (text text PRIMARY KEY)")
                .update()
                .as(StepVerifier::create)
                .expectNext(0L)
                .verifyComplete();
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    Mono<Void> write(String note) {
        return database.sql("INSERT INTO note (text) VALUES (:text)")
                .bind("text", note)
                .update()
                .then();
    }

    @Override
    Mono<List<String>> notes() {
        return database.sql("SELECT text FROM note ORDER BY text LIMIT 10")
                .all(row -> row.get("text", String.class))
                .collectList();
    }

    @Override
    void doWhatIsToBeDoneAfterwards() {}
}
