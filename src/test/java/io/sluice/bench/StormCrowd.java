package io.sluice.bench;

import java.util.stream.IntStream;

/**
 * Who listens to what: to some payments several, to most of them one, and to the last one those who
 * then do not read.
 *
 * @param shared how many payments have several listeners; they come first
 * @param each how many listen to each of those
 * @param single how many payments have one
 */
record StormCrowd(int shared, int each, int single) {

    int payments() {
        return shared + single + 1;
    }

    /** The payments that have listeners: from 0 to this. */
    int heard() {
        return shared + single;
    }

    int stuck() {
        return shared + single;
    }

    int streams() {
        return shared * each + single;
    }

    /** The payment of each stream; those who listen to the same one come one after the other. */
    IntStream listeners() {
        return IntStream.range(0, streams())
                .map(it -> it < shared * each ? it / each : it - shared * each + shared);
    }
}
