package io.sluice.chaos;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of watchers, with nodes that are honest. */
final class WatcherRows {

    private WatcherRows() {}

    static List<Row> all() {
        return Stream.of(
                        List.of(stoppedWhileCommitting(), crashed(), two(), away()),
                        List.of(clock(10), clock(-10)))
                .flatMap(List::stream)
                .toList();
    }

    private static Row stoppedWhileCommitting() {
        return Row.of(
                "stopped while committing",
                new Step.Pay(Deed.COIN),
                new Step.WhileCommitting(List.of(new Step.Stop())),
                new Step.Mine(1),
                new Step.Committed(),
                new Step.Start(),
                new Step.Settled());
    }

    private static Row crashed() {
        return Row.of(
                "another takes over between commit and acknowledgement",
                new Step.Pay(Deed.COIN),
                new Step.WhileCommitting(List.of(new Step.Stop(), new Step.Start())),
                new Step.Mine(3),
                new Step.Settled());
    }

    private static Row two() {
        return Row.of(
                "two watchers at once",
                new Step.Start(),
                new Step.Pay(Deed.COIN),
                new Step.Mine(1),
                new Step.Pay(Deed.TOKEN),
                new Step.Mine(3),
                new Step.Settled(),
                new Step.Reorg(2),
                new Step.Resend(),
                new Step.Mine(1),
                new Step.Settled());
    }

    private static Row away() {
        return Row.of(
                "away for forty blocks",
                new Step.Stop(),
                new Step.Pay(Deed.COIN),
                new Step.Mine(20),
                new Step.Pay(Deed.TOKEN),
                new Step.Mine(20),
                new Step.Start(),
                new Step.Settled());
    }

    private static Row clock(int minutes) {
        return Row.of(
                "a clock that is off by %d minutes".formatted(minutes),
                new Step.Stop(),
                new Step.Clock(Duration.ofMinutes(minutes)),
                new Step.Start(),
                new Step.Pay(Deed.COIN),
                new Step.Mine(1),
                new Step.Settled());
    }
}
