package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.platform.database.Database;
import io.sluice.platform.keys.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class PostgresTicketsTests extends TicketsContract {

    /** Time passes for what is there. */
    private static final String PASS =
            """
            UPDATE stream_ticket
               SET open_until = open_until - :seconds * interval '1 second',
                   ends_at = ends_at - :seconds * interval '1 second',
                   kept_until = kept_until - :seconds * interval '1 second'
            """;

    private final Database database = TestDatabase.fresh().database();
    private final Tickets tickets = new PostgresTickets(database);

    @Override
    Tickets tickets() {
        return tickets;
    }

    @Override
    Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    void pass(Duration time) {
        database.sql(PASS)
                .bind("seconds", (int) time.toSeconds())
                .update()
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void forgetsTicketsThatWereNeverOpenedAndKeepsSessions() {
        issue(ONE);
        connect(false).as(StepVerifier::create).expectNextCount(1).verifyComplete();
        IntStream.range(30, 50).forEach(it -> issue(("" + it).repeat(32)));
        pass(ofSeconds(95));

        issue(TWO);

        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void forgetsSessionsAfterTheirEnd() {
        issue(ONE);
        connect(false).as(StepVerifier::create).expectNextCount(1).verifyComplete();
        pass(LIFE.plusSeconds(61));

        issue(TWO);

        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void forgetsABitAtATime() {
        IntStream.range(30, 80).forEach(it -> issue(("" + it).repeat(32)));
        pass(ofSeconds(95));

        issue(TWO);

        assertThat(kept()).isEqualTo(31);
    }

    /** Of each ticket and of all else in the row. */
    @Test
    void keepsNoTicket() {
        var ticket = new Ticket(new Secret("tkt_" + "s".repeat(43)));

        tickets.add(ticket.hash(), PAYMENT, payer(now().plus(LIFE)))
                .thenMany(rows())
                .as(StepVerifier::create)
                .assertNext(row ->
                        assertThat(row)
                                .contains(ticket.hash(), PAYMENT.value())
                                .doesNotContain("ssss"))
                .verifyComplete();
    }

    private Flux<String> rows() {
        return database.sql("SELECT CAST(t AS text) AS said FROM stream_ticket t LIMIT :limit")
                .bind("limit", 10)
                .all(row -> row.get("said", String.class));
    }

    private long kept() {
        var count = new long[1];
        database.sql("SELECT count(*) AS kept FROM stream_ticket")
                .one(row -> row.get("kept", Long.class))
                .as(StepVerifier::create)
                .consumeNextWith(it -> count[0] = it)
                .verifyComplete();
        return count[0];
    }
}
