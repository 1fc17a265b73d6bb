package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTests {

    private static final String HASH = "0x" + "ab".repeat(32);

    @Test
    void countsWithAnyTimesThatBlocksMayTell() {
        var forward = Pace.UNKNOWN.with(at(1, Instant.EPOCH)).with(at(2, Instant.MAX));
        var backward = Pace.UNKNOWN.with(at(1, Instant.MAX)).with(at(2, Instant.EPOCH));

        assertThat(forward.blocksWithin(Duration.ofDays(1), Duration.ofMillis(1))).isEqualTo(24);
        assertThat(backward.blocksWithin(Duration.ofDays(1), Duration.ofHours(1))).isEqualTo(24);
    }

    @Test
    void knowsNoTimeOfABlockThatTellsAnImpossibleOne() {
        assertThat(Mark.of(header("0x701cd2fa9578ff")).time()).isNull();
        assertThat(Mark.of(header("0xfffffffffffffff")).time()).isNull();
        assertThat(Mark.of(header("0x5")).time()).isEqualTo(Instant.ofEpochSecond(5));
    }

    private static RpcHeader header(String timestamp) {
        return new RpcHeader("0x1", HASH, timestamp);
    }

    private static Mark at(long height, Instant time) {
        return new Mark(height, "x" + height, time);
    }
}
