package io.sluice.chaos;

import java.util.List;
import java.util.stream.Stream;

/** The matrix. */
final class Rows {

    /** Worth their time whenever anything changes. */
    private static final List<String> QUICK =
            List.of(
                    "hang, node 1 of 3",
                    "dead, node 2 of 3",
                    "429 within 200, node 3 of 3",
                    "64 MB, node 1 of 3",
                    "head flapping by three, node 2 of 3",
                    "a payment made up, node 1 of 3",
                    "other parents, by the fastest of three",
                    "WebSocket says all twice, node 1 of 3",
                    "a course of chance, seed 3",
                    "empty blocks, node 3 of 3",
                    "logs inflated, node 2 of 2",
                    "nothing failed, node 1 of 5",
                    "everything is final, node 1 of 3",
                    "everything is final, by the fastest of three",
                    "other hashes, by the fastest of three",
                    "no receipts, by all",
                    "reorg of 1 and all is paid again",
                    "reorg of 7 and all is paid again",
                    "reorg while scanning",
                    "reorg while committing",
                    "stopped while committing",
                    "another takes over between commit and acknowledgement",
                    "two watchers at once",
                    "all deeds in one block",
                    "told by nobody: FORWARDED");

    private Rows() {}

    static List<Row> all() {
        return Stream.of(
                        FaultRows.all(),
                        ManyRows.all(),
                        ForkRows.all(),
                        ReorgRows.all(),
                        ValueRows.all(),
                        WatcherRows.all(),
                        ChanceRows.of(1, 20))
                .flatMap(List::stream)
                .toList();
    }

    static List<Row> quick() {
        return QUICK.stream().map(Rows::named).toList();
    }

    static Row named(String name) {
        return all().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row " + name));
    }
}
