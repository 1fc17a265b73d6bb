package io.sluice.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids are UUIDs of version 7, written short. */
class TimeSortedIdsTests {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

    @Test
    void areUuidsOfVersionSevenThatSayWhenTheyWereMade() {
        var id = new TimeSortedIds(() -> NOON, new Random(1)).next("pay");

        assertThat(id).startsWith("pay_").hasSize(30);
        var uuid = uuid(id.substring(4));
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void sayWhenTheyWereMadeToAQuarterOfAMicrosecond() {
        var random = new Random(4);
        for (var i = 0; i < 1000; i++) {
            var now = NOON.plusNanos(random.nextLong(1L << 60));

            var madeAt = Ids.madeAt(new TimeSortedIds(() -> now, random).next("evt"));

            assertThat(Duration.between(madeAt.orElseThrow(), now))
                    .isBetween(Duration.ZERO, Duration.ofNanos(250));
        }
    }

    @Test
    void areToldFromOthers() {
        assertThat(Ids.madeAt("evt_7")).isEmpty();
        assertThat(Ids.madeAt("")).isEmpty();
        assertThat(Ids.madeAt("evt_" + "!".repeat(26))).isEmpty();
    }

    @Test
    void sortByTimeAlsoWithinAMillisecond() {
        var random = new Random(2);
        var made = new ArrayList<String>();
        for (int i = 0; i < 2000; i++) {
            var now = NOON.plusNanos(500L * i);
            made.add(new TimeSortedIds(() -> now, random).next("evt"));
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void differWhenMadeAtTheSameInstant() {
        var ids = new TimeSortedIds(() -> NOON, new Random(3));

        var made = IntStream.range(0, 10_000).mapToObj(_ -> ids.next("quo")).toList();

        assertThat(made).doesNotHaveDuplicates();
    }

    private static UUID uuid(String base32) {
        var bits = BigInteger.ZERO;
        for (int i = 0; i < base32.length(); i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(base32.charAt(i))));
        }
        return new UUID(bits.shiftRight(64).longValue(), bits.longValue());
    }
}
