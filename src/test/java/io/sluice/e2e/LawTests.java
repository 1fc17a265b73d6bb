package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An audit proves nothing unless it finds what is wrong. */
class LawTests {

    private static final String SOUND =
            """
            INSERT INTO wallet (id, merchant, family, xpub, fingerprint, next_index)
            VALUES ('w', 'm', 'f', 'x', 'fp', 2);
            INSERT INTO deposit_address (family, address, wallet, index, payment)
            VALUES ('f', '0xa', 'w', 0, 'p'), ('f', '0xb', 'w', 1, NULL);
            INSERT INTO payment (id, merchant, terms, facts, view, version, status, created_at)
            VALUES ('p', 'm', '{}', '{}', '{"address": "0xA"}', 2, 's', now());
            INSERT INTO payment_address (family, address, payment) VALUES ('f', '0xa', 'p');
            INSERT INTO payment_event
                   (payment, version, id, merchant, closed, merchant_json, payer_json)
            SELECT 'p', v, 'e' || v, 'm', false, convert_to(said, 'UTF8'), convert_to(said, 'UTF8')
              FROM generate_series(1, 2) AS v, LATERAL (
                   SELECT json_build_object('id', 'e' || v, 'subject', 'p',
                          'sequence', v::text,
                          'data', json_build_object('id', 'p', 'version', v))::text) AS s(said);
            INSERT INTO journal (position, payment, version) VALUES (1, 'p', 1), (2, 'p', 2);
            UPDATE journal_head SET position = 2;
            INSERT INTO block (chain, height, hash, parent_hash, time)
            VALUES ('c', 1, 'h1', 'h0', now()), ('c', 2, 'h2', 'h1', now());
            INSERT INTO chain_cursor (chain, family, height, hash, time, finalized)
            VALUES ('c', 'f', 2, 'h2', now(), 1);
            INSERT INTO chain_second_pass (chain, height) VALUES ('c', 1);
            INSERT INTO transfer (id, chain, address, sender, asset, symbol, decimals, units, state,
                   grade, block_height, block_hash, block_time, first_included_at, revision)
            VALUES ('t', 'c', '0xa', '0xs', 'a', 'A', 6, 5, 'INCLUDED', 'QUORUM', 1, 'h1', now(),
                    now(), 7);
            INSERT INTO transfer_fact
                   (transfer, revision, state, block_height, block_hash, address, asset, units)
            VALUES ('t', 6, 'ORPHANED', 1, 'h', '0xa', 'a', 5),
                   ('t', 7, 'INCLUDED', 1, 'h1', '0xa', 'a', 5);
            """;

    private final TestDatabase tables = TestDatabase.fresh();
    private final DatabaseAudit audit =
            new DatabaseAudit(tables.jdbcUrl(), tables.user(), tables.password());

    @Test
    void holdInTablesThatAreSound() throws SQLException {
        run(SOUND);

        assertThat(audit.broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    version of a payment | UPDATE payment SET version = 3
                    version of a payment | DELETE FROM payment_event WHERE version = 1
                    says its own id      | UPDATE payment_event SET id = 'x' WHERE version = 1
                    says its own id      | UPDATE payment_event SET payer_json = '{}'
                    event is without     | UPDATE payment_event SET payment = 'q'
                    1 to its head        | UPDATE journal SET position = 3 WHERE position = 2
                    1 to its head        | UPDATE journal_head SET position = 3
                    has each event       | DELETE FROM journal WHERE position = 2
                    has each event       | UPDATE journal SET version = 3 WHERE position = 2
                    says whose           | UPDATE journal SET owner = 'q' WHERE position = 2
                    in order             | UPDATE journal SET position = 5 WHERE position = 1
                    no event waits       | INSERT INTO journal_pending VALUES (DEFAULT, 'p', 2)
                    no payment waits     | INSERT INTO payment_mark (payment) VALUES ('p')
                    belongs to one       | UPDATE deposit_address SET payment = 'q' WHERE index = 0
                    belongs to one       | UPDATE deposit_address SET payment = 'q' WHERE index = 1
                    belongs to one       | DELETE FROM payment_address
                    belongs to one       | UPDATE payment SET view = '{"address": "0xB"}'
                    derived without      | UPDATE deposit_address SET index = 2 WHERE index = 1
                    newest fact          | UPDATE transfer SET state = 'ORPHANED'
                    newest fact          | DELETE FROM transfer_fact
                    one chain            | UPDATE block SET parent_hash = 'h9' WHERE height = 2
                    what was read twice  | UPDATE chain_second_pass SET height = 2
                    above a gap          | UPDATE block SET gap = true WHERE height = 1
                    """)
    void areFoundBrokenInTablesThatAreNot(String law, String damage) throws SQLException {
        run(SOUND);
        run(damage);

        assertThat(audit.broken().keySet()).anySatisfy(it -> assertThat(it).contains(law));
    }

    private void run(String statements) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                tables.jdbcUrl(), tables.user(), tables.password());
                var statement = connection.createStatement()) {
            var _ = statement.execute(statements);
        }
    }
}
