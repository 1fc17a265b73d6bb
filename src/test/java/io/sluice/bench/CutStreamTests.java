package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bench.CutTally.Kind;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CutStreamTests {

    final CutTally tally = new CutTally();
    final CutStream log = new CutStream(0, true, tally);
    final CutStream state = new CutStream(0, false, tally);

    @Test
    void isContentWithEachVersionOnceAndInOrder() {
        hear(log, 2, 3);
        log.opened();
        hear(log, 4);

        judge(log, 4);
        assertThat(wrong()).isZero();
        assertThat(tally.of(Kind.HEARD)).isEqualTo(3);
    }

    @Test
    void isContentWithTheNewestStateAgainWhenItIsOpenedAgain() {
        hear(state, 2);
        state.opened();
        hear(state, 2, 4);
        state.opened();
        hear(state, 7);

        assertThat(wrong()).isZero();
    }

    @Test
    void findsWhatIsLost() {
        hear(log, 2, 3, 5);
        hear(state, 2, 4);

        judge(log, 6);
        judge(state, 6);
        assertThat(tally.of(Kind.LOST)).isEqualTo(3);
    }

    @Test
    void knowsWhatStreamsInLogModeHadToHear() {
        hear(log, 3, 4);
        hear(state, 2, 4);
        state.opened();
        hear(state, 4);

        judge(log, 6);
        judge(state, 6);
        assertThat(tally.of(Kind.DUE)).isEqualTo(4);
    }

    @Test
    void findsThatNothingWasEverHeard() {
        judge(log, 6);

        assertThat(tally.of(Kind.LOST)).isOne();
    }

    @Test
    void findsWhatIsDoubled() {
        hear(log, 2, 3);
        log.opened();
        hear(log, 3);
        state.opened();
        hear(state, 2, 2);

        assertThat(tally.of(Kind.DOUBLED)).isEqualTo(2);
    }

    @Test
    void findsWhatIsOutOfOrder() {
        hear(log, 2, 4, 3);
        hear(state, 4);
        state.opened();
        hear(state, 3);

        assertThat(tally.of(Kind.DISORDERED)).isEqualTo(2);
    }

    @Test
    void findsWhatIsNotWhatWasCommitted() {
        log.hear(2, hash(2) + 1);

        judge(log, 2);
        assertThat(tally.of(Kind.ALTERED)).isOne();
    }

    private static void hear(CutStream stream, long... versions) {
        LongStream.of(versions).forEach(it -> stream.hear(it, hash(it)));
    }

    private static void judge(CutStream stream, long newest) {
        var committed = new TreeMap<Long, Integer>();
        LongStream.rangeClosed(1, newest).forEach(it -> committed.put(it, hash(it)));
        stream.judge(committed);
    }

    private static int hash(long version) {
        return Long.toString(version).hashCode();
    }

    private long wrong() {
        return tally.of(Kind.LOST)
                + tally.of(Kind.DOUBLED)
                + tally.of(Kind.DISORDERED)
                + tally.of(Kind.ALTERED);
    }
}
