package io.sluice.platform.database;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the database is used; where it is, is said by {@code spring.r2dbc}.
 *
 * @param connections how many connections are open at most
 * @param waiting how many units may wait for a connection; those beyond are refused at once
 * @param onDemand how many units of requests may be at work or wait; those beyond are refused at
 *     once, while background work goes on
 * @param connect how long opening a connection may take
 * @param acquire how long a unit may wait for a connection
 * @param statement how long the server works on one statement before it gives up
 * @param deadline how long a unit may take before its connection is torn down
 * @param idle how long the server lets a unit do nothing
 * @param life how old a connection gets at most; each ends at a random moment in its last third
 * @param preparedStatements how many are kept per connection; 0 behind a transaction-mode pgbouncer
 * @param drain how long a shutdown waits for units that are still at work
 */
@Validated
@ConfigurationProperties("sluice.database")
record DatabaseProperties(
        @Min(1) @DefaultValue("16") int connections,
        @Min(0) @DefaultValue("512") int waiting,
        @Min(1) @DefaultValue("128") int onDemand,
        @DurationMin(millis = 1) @DefaultValue("2s") Duration connect,
        @DurationMin(millis = 1) @DefaultValue("1s") Duration acquire,
        @DurationMin(millis = 1) @DefaultValue("2s") Duration statement,
        @DurationMin(millis = 1) @DefaultValue("3s") Duration deadline,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration idle,
        @DurationMin(seconds = 1) @DefaultValue("15m") Duration life,
        @Min(0) @DefaultValue("256") int preparedStatements,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration drain) {

    @AssertTrue(message = "the deadline of a unit must be longer than that of one statement")
    boolean isDeadlineBeyondStatement() {
        return deadline.compareTo(statement) > 0;
    }
}
