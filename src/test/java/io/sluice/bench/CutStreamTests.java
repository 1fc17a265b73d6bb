package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(tally.heard.get()).isEqualTo(3);
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
        assertThat(tally.lost.get()).isEqualTo(3);
    }

    @Test
    void findsThatNothingWasEverHeard() {
        judge(log, 6);

        assertThat(tally.lost.get()).isOne();
    }

    @Test
    void findsWhatIsDoubled() {
        hear(log, 2, 3);
        log.opened();
        hear(log, 3);
        state.opened();
        hear(state, 2, 2);

        assertThat(tally.doubled.get()).isEqualTo(2);
    }

    @Test
    void findsWhatIsOutOfOrder() {
        hear(log, 2, 4, 3);
        hear(state, 4);
        state.opened();
        hear(state, 3);

        assertThat(tally.disordered.get()).isEqualTo(2);
    }

    @Test
    void findsWhatIsNotWhatWasCommitted() {
        log.hear(2, hash(2) + 1);

        judge(log, 2);
        assertThat(tally.altered.get()).isOne();
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
        return tally.lost.get()
                + tally.doubled.get()
                + tally.disordered.get()
                + tally.altered.get();
    }
}
