package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedUnitTests {

    static final String ID = "pay_01m82wqdh3fmarf6q9h676vtch";
    static final String ASSET = "0x73511669fd4dE447feD18BB79bAFeAC93aB7F31f";

    static final List<String> LOG =
            List.of(
                    "starting",
                    "7 LOG:  statement: BEGIN",
                    "9 LOG:  statement: BEGIN",
                    "7 LOG:  execute S_1: SELECT pg_try_advisory_xact_lock($1) AS ours",
                    "7 DETAIL:  Parameters: $1 = '-42'",
                    "9 LOG:  execute S_1: SELECT 1",
                    "7 LOG:  execute <unnamed>: INSERT INTO payment (id, name,",
                    "\tasset, note) VALUES ($1, $2, $3, $4)",
                    "7 DETAIL:  Parameters: $1 = '"
                            + ID
                            + "', $2 = 'it''s', $3 = '"
                            + ASSET
                            + "', $4 = NULL",
                    "7 LOG:  execute S_3: INSERT INTO idempotency_key (key) VALUES ($1)",
                    "7 DETAIL:  Parameters: $1 = 'the-key'",
                    "9 LOG:  statement: COMMIT",
                    "7 LOG:  statement: COMMIT",
                    "7 LOG:  statement: BEGIN");

    @Test
    void isWhatOneSessionSaidWithNewNamesForWhatIsNew() {
        var unit = RecordedUnit.of(LOG, "the-key", "pays in " + ASSET);

        assertThat(unit.statements())
                .containsExactly(
                        "BEGIN",
                        "SELECT pg_try_advisory_xact_lock((:n)::bigint) AS ours",
                        "INSERT INTO payment (id, name, asset, note) VALUES (replace('"
                                + ID
                                + "', '"
                                + ID
                                + "', 'pay_' || lpad((:n)::bigint::text, 26, '0')), 'it''s', '"
                                + ASSET
                                + "', NULL)",
                        "INSERT INTO idempotency_key (key) VALUES (replace('the-key', 'the-key',"
                                + " '' || lpad((:n)::bigint::text, 7, '0')))",
                        "COMMIT");
    }

    @Test
    void isNoneWhereNothingWasDoneUnderTheKey() {
        assertThatThrownBy(() -> RecordedUnit.of(LOG, "another", ""))
                .hasMessage("no unit of another");
    }
}
