package io.sluice.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.TestDatabase;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/** The servers of the sandbox are real and belong to whoever started them. */
class SandboxServersTests {

    @Test
    void givesEachTestAMigratedDatabaseOfItsOwn() throws Exception {
        var one = TestDatabase.fresh();
        var other = TestDatabase.fresh();

        var inserted = execute(one, "INSERT INTO lease VALUES ('a', 'me', 1, now())");

        assertThat(inserted).isEqualTo(1);
        assertThat(execute(one, "DELETE FROM lease")).isEqualTo(1);
        assertThat(execute(other, "DELETE FROM lease")).isZero();
    }

    @Test
    void runsRedisAgainOnThePortItAlwaysHad() throws Exception {
        try (var redis = SandboxRedis.start()) {
            assertThat(ping(redis)).startsWith("+PONG");

            redis.stop();
            assertThatThrownBy(() -> ping(redis)).isInstanceOf(ConnectException.class);

            redis.startAgain();
            assertThat(ping(redis)).startsWith("+PONG");
        }
    }

    private static int execute(TestDatabase database, String sql) throws Exception {
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String ping(SandboxRedis redis) throws Exception {
        var port = URI.create(redis.url()).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), US_ASCII);
        }
    }
}
