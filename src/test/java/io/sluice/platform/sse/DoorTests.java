package io.sluice.platform.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTests {

    private static final String PUBLIC = "203.0.113.7";

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);

    @Test
    void letsInAsManyAsThereIsRoomForAndAnotherWhenOneLeaves() {
        var door = door(2, 9, 9, 9, 99);
        var first = door.enter(visitor("a", PUBLIC));
        var _ = door.enter(visitor("b", PUBLIC));

        assertTurnedAway(door, visitor("c", PUBLIC), Crowd.BUSY);
        first.leave();
        first.leave();

        assertThatCode(() -> door.enter(visitor("c", PUBLIC))).doesNotThrowAnyException();
        assertTurnedAway(door, visitor("d", PUBLIC), Crowd.BUSY);
    }

    @Test
    void countsEachClientByItself() {
        var door = door(9, 1, 9, 9, 99);
        var _ = door.enter(visitor("a", PUBLIC));

        assertTurnedAway(door, visitor("a", PUBLIC), Crowd.CLIENT);
        assertThatCode(() -> door.enter(visitor("b", PUBLIC))).doesNotThrowAnyException();
    }

    /** Else whoever is turned away for one reason would use up the room for others. */
    @Test
    void leavesNothingTakenByWhomItTurnsAway() {
        var door = door(3, 1, 9, 1, 99);
        var _ = door.enter(visitor("a", PUBLIC));
        for (var again = 0; again < 5; again++) {
            assertTurnedAway(door, visitor("a", PUBLIC), Crowd.CLIENT);
        }
        door.enter(visitor("b", PUBLIC)).hear("pay_1");

        var late = door.enter(visitor("c", PUBLIC));
        assertThatExceptionOfType(TurnedAway.class)
                .isThrownBy(() -> late.hear("pay_1"))
                .returns(Crowd.TOPIC, TurnedAway::crowd);
        late.leaveUnlessJoined();

        assertThatCode(() -> door.enter(visitor("c", PUBLIC)).hear("pay_2"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7 203.0.113.7", "2001:db8:1:2::1 2001:db8:1:2:ffff::9"})
    void countsByAddressAndByTheNetworkOfASite(String twoOfOneSite) {
        var door = door(9, 9, 1, 9, 99);
        var addresses = twoOfOneSite.split(" ", -1);
        var _ = door.enter(visitor("a", addresses[0]));

        assertTurnedAway(door, visitor("b", addresses[1]), Crowd.ADDRESS);
        assertThatCode(() -> door.enter(visitor("b", "2001:db8:1:3::1")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.1.2.3", "192.168.7.7", "169.254.1.1", "::1", "fd00::7"})
    void doesNotCountBehindAProxy(String inside) {
        var door = door(9, 9, 1, 9, 99);
        var _ = door.enter(visitor("a", inside));

        assertThatCode(() -> door.enter(visitor("b", inside))).doesNotThrowAnyException();
        assertThatCode(() -> door.enter(new Visitor("c", null, false))).doesNotThrowAnyException();
    }

    @Test
    void letsAsManyInPerSecondAsItIsToldAndTwiceAsManyAtOnce() {
        var door = door(999, 999, 999, 999, 10);

        assertThat(letIn(door)).isEqualTo(20);
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(letIn(door)).isEqualTo(5);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(letIn(door)).isEqualTo(20);
    }

    private static int letIn(Door door) {
        for (var count = 0; ; count++) {
            try {
                var _ = door.enter(visitor("a", PUBLIC));
            } catch (TurnedAway full) {
                assertThat(full.crowd()).isEqualTo(Crowd.BUSY);
                return count;
            }
        }
    }

    private static void assertTurnedAway(Door door, Visitor visitor, Crowd why) {
        assertThatExceptionOfType(TurnedAway.class)
                .isThrownBy(() -> door.enter(visitor))
                .returns(why, TurnedAway::crowd);
    }

    private static Visitor visitor(String client, String address) {
        return new Visitor(client, new InetSocketAddress(address, 4711), false);
    }

    private Door door(int total, int client, int address, int topic, int connects) {
        return new Door(new StreamLimits(total, client, address, topic, connects), nanos::get);
    }
}
