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
        var first = enter(door, "a", PUBLIC);
        var _ = enter(door, "b", PUBLIC);

        assertTurnedAway(door, "c", PUBLIC, Crowd.BUSY);
        first.leave();
        first.leave();

        assertThatCode(() -> enter(door, "c", PUBLIC)).doesNotThrowAnyException();
        assertTurnedAway(door, "d", PUBLIC, Crowd.BUSY);
    }

    @Test
    void countsEachClientByItself() {
        var door = door(9, 1, 9, 9, 99);
        var _ = enter(door, "a", PUBLIC);

        assertTurnedAway(door, "a", PUBLIC, Crowd.CLIENT);
        assertThatCode(() -> enter(door, "b", PUBLIC)).doesNotThrowAnyException();
    }

    /** Else whoever is turned away for one reason would use up the room for others. */
    @Test
    void leavesNothingTakenByWhomItTurnsAway() {
        var door = door(3, 1, 9, 1, 99);
        var _ = enter(door, "a", PUBLIC);
        for (var again = 0; again < 5; again++) {
            assertTurnedAway(door, "a", PUBLIC, Crowd.CLIENT);
        }
        enter(door, PUBLIC).sit("b", "pay_1", false);

        var late = enter(door, PUBLIC);
        assertThatExceptionOfType(TurnedAway.class)
                .isThrownBy(() -> late.sit("c", "pay_1", false))
                .returns(Crowd.TOPIC, TurnedAway::crowd);
        late.leaveUnlessJoined();

        assertThatCode(() -> enter(door, PUBLIC).sit("c", "pay_2", false))
                .doesNotThrowAnyException();
    }

    /** Its seats would be nobody's to free. */
    @Test
    void givesNoSeatToWhomHasLeft() {
        var door = door(3, 1, 9, 1, 99);
        var gone = enter(door, PUBLIC);
        gone.leaveUnlessJoined();
        gone.sit("a", "pay_1", false);
        gone.leave();

        assertThatCode(() -> enter(door, PUBLIC).sit("a", "pay_1", false))
                .doesNotThrowAnyException();
    }

    /** Else whoever is to be replaced would keep out who replaces it. */
    @Test
    void countsWhoComesInThePlaceOfAnotherAndLetsItIn() {
        var door = door(9, 1, 9, 1, 99);
        var elder = enter(door, PUBLIC);
        elder.sit("a", "pay_1", false);

        var newer = enter(door, PUBLIC);
        newer.sit("a", "pay_1", true);
        elder.leave();

        assertTurnedAway(door, "a", PUBLIC, Crowd.CLIENT);
        newer.leave();
        assertThatCode(() -> enter(door, "a", PUBLIC)).doesNotThrowAnyException();
    }

    @Test
    void letsInWhoIsKnownHoweverManyStrangersCome() {
        var door = door(999, 999, 999, 999, 1);
        var stranger = new Visitor(null, true, false);
        var _ = door.enter(stranger);
        var _ = door.enter(stranger);

        assertThatExceptionOfType(TurnedAway.class).isThrownBy(() -> door.enter(stranger));
        assertThatCode(() -> enter(door, PUBLIC)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7 203.0.113.7", "2001:db8:1:2::1 2001:db8:1:ff:ffff::9"})
    void countsByAddressAndByTheNetworkOfASite(String twoOfOneSite) {
        var door = door(9, 9, 1, 9, 99);
        var addresses = twoOfOneSite.split(" ", -1);
        var _ = enter(door, "a", addresses[0]);

        assertTurnedAway(door, "b", addresses[1], Crowd.ADDRESS);
        assertThatCode(() -> enter(door, "b", "2001:db8:1:100::1")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.7.7",
                "169.254.1.1",
                "100.64.0.9",
                "::1",
                "fd00::7"
            })
    void doesNotCountBehindAProxy(String inside) {
        var door = door(9, 9, 1, 9, 99);
        var _ = enter(door, "a", inside);

        assertThatCode(() -> enter(door, "b", inside)).doesNotThrowAnyException();
        assertThatCode(() -> door.enter(new Visitor(null, false, true))).doesNotThrowAnyException();
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
                var _ = enter(door, "a", PUBLIC);
            } catch (TurnedAway full) {
                assertThat(full.crowd()).isEqualTo(Crowd.BUSY);
                return count;
            }
        }
    }

    private static void assertTurnedAway(Door door, String client, String address, Crowd why) {
        assertThatExceptionOfType(TurnedAway.class)
                .isThrownBy(() -> enter(door, client, address))
                .returns(why, TurnedAway::crowd);
    }

    private static Admission enter(Door door, String client, String address) {
        var admission = enter(door, address);
        try {
            admission.sit(client);
            return admission;
        } catch (TurnedAway full) {
            admission.leaveUnlessJoined();
            throw full;
        }
    }

    private static Admission enter(Door door, String address) {
        return door.enter(new Visitor(new InetSocketAddress(address, 4711), false, true));
    }

    private Door door(int total, int client, int address, int topic, int connects) {
        return new Door(new StreamLimits(total, client, address, topic, connects), nanos::get);
    }
}
