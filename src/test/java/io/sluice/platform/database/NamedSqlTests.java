package io.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names become numbers, and nothing else changes. */
class NamedSqlTests {

    @Test
    void givesEachNameOneNumberHoweverOftenItOccurs() {
        var sql = NamedSql.of("UPDATE t SET a = :a, b = :b WHERE a <> :a AND c = :b_2");

        assertThat(sql.text()).isEqualTo("UPDATE t SET a = $1, b = $2 WHERE a <> $1 AND c = $3");
        assertThat(sql.names()).containsExactly("a", "b", "b_2");
    }

    @Test
    void seesNoNamesInCastsLiteralsQuotedNamesAndComments() {
        var statement =
                """
                SELECT 'it''s :not', ":nor this", now()::date -- :or this
                  FROM t /* :nor
                  :that */ WHERE tags[1:2] IS NULL\
                """;

        var sql = NamedSql.of(statement);

        assertThat(sql.text()).isEqualTo(statement);
        assertThat(sql.names()).isEmpty();
    }

    @Test
    void readsANameBeforeACast() {
        var sql = NamedSql.of("SELECT :body::jsonb, '$1'");

        assertThat(sql.text()).isEqualTo("SELECT $1::jsonb, '$1'");
    }
}
