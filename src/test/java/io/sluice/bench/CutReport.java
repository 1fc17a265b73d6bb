package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atLeast;
import static io.sluice.bench.Measured.Target.none;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the streams that were cut, each beside its goal. */
record CutReport(long wanted, int streams, CutCounts counts, CutTally tally, long failures) {

    private static final String OK = "200 ok";

    List<Measured> measured(double seconds) {
        var all = new ArrayList<Measured>();
        all.add(count("cuts", counts.total()).should(atLeast((double) wanted)));
        for (var place : CutPlace.values()) {
            all.add(count("  " + place.words(), counts.at(place)));
        }
        all.add(count("  of all, by a reset (RST, not FIN)", counts.resets()));
        all.add(new Measured("cuts a second", null, counts.total() / seconds, null));
        all.add(count("streams", streams));
        all.add(count("times a page saw one open", tally.opened.get()));
        all.add(count("times one came back with Last-Event-ID", counts.resumed()));
        all.add(count("events delivered", tally.heard.get()));
        all.add(never("lost", tally.lost.get()));
        all.add(never("doubled", tally.doubled.get()));
        all.add(never("out of order", tally.disordered.get()));
        all.add(never("altered", tally.altered.get()));
        all.add(never("streams that gave up", tally.gaveUp.get()));
        all.add(never("told an end that was none", tally.ended.get()));
        all.add(never("answers other than 200", refusals()));
        all.add(count("events not written", failures));
        all.add(count("connections ended by the gateway", counts.ends()));
        all.addAll(millis("cut to the next open", counts.away()));
        all.addAll(millis("  of that, request to open", counts.answering()));
        return all;
    }

    private long refusals() {
        return counts.answers().entrySet().stream()
                .filter(it -> !it.getKey().equals(OK))
                .peek(it -> System.err.println("· answered " + it))
                .mapToLong(it -> it.getValue().get())
                .sum();
    }

    private static List<Measured> millis(String what, Delays delays) {
        return List.of(
                new Measured(what + ", p50, ms", null, delays.millis(0.5), null),
                new Measured(what + ", p99, ms", null, delays.millis(0.99), null),
                new Measured(what + ", max, ms", null, delays.millis(1), null));
    }

    private static Measured count(String what, long value) {
        return count(what, value, null);
    }

    private static Measured never(String what, long value) {
        return count(what, value, none());
    }

    private static Measured count(String what, long value, Measured.@Nullable Target target) {
        return new Measured(what, target, (double) value, null);
    }
}
