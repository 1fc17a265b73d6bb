package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atLeast;
import static io.sluice.bench.Measured.Target.none;

import io.sluice.bench.CutTally.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What became of the streams that were cut, each beside its goal. */
record CutReport(long wanted, int streams, CutCounts counts, CutTally tally, long failures) {

    private static final String OK = "200 ok";

    /**
     * This part of all that was to be written has to be due in log mode: a run in which little is
     * proves little. Not all of it, for what is written before a stream is open is not.
     */
    private static final double DUE = 0.25;

    List<Measured> measured(double seconds) {
        var all = new ArrayList<Measured>();
        all.add(count("cuts", counts.total()).should(atLeast((double) wanted)));
        for (var place : CutPlace.values()) {
            all.add(count("  " + place.words(), counts.at(place)));
        }
        all.add(count("  of all, by a reset (RST, not FIN)", counts.resets()));
        all.add(new Measured("cuts a second", null, counts.total() / seconds, null));
        all.add(count("streams", streams));
        all.add(count("times a page saw one open", tally.of(Kind.OPENED)));
        all.add(count("times one came back with Last-Event-ID", counts.resumed()));
        all.addAll(events(seconds));
        all.add(never("streams that gave up", tally.of(Kind.GAVE_UP)));
        all.add(never("told an end that was none", tally.of(Kind.ENDED)));
        all.addAll(refusals());
        all.add(count("connections ended by the gateway", counts.ends()));
        all.addAll(millis("cut to the next open", counts.away()));
        all.addAll(millis("  of that, request to open", counts.answering()));
        return all;
    }

    private List<Measured> events(double seconds) {
        return List.of(
                never("events not written", failures),
                count("events due in log mode", tally.of(Kind.DUE))
                        .should(atLeast(DUE * CutBench.EVENTS_PER_SECOND * seconds)),
                count("events delivered, also again", tally.of(Kind.HEARD)),
                never("lost", tally.of(Kind.LOST)),
                never("doubled", tally.of(Kind.DOUBLED)),
                never("out of order", tally.of(Kind.DISORDERED)),
                never("altered", tally.of(Kind.ALTERED)));
    }

    /** Each status in a line of its own, after all of them. */
    private List<Measured> refusals() {
        var refused = new TreeMap<>(counts.answers());
        var _ = refused.remove(OK);
        var sum = refused.values().stream().mapToLong(AtomicLong::get).sum();
        var all = new ArrayList<>(List.of(never("answers other than 200", sum)));
        refused.forEach((status, times) -> all.add(count("  " + status, times.get())));
        return all;
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
