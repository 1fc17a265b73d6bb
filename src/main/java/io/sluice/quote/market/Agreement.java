package io.sluice.quote.market;

import static java.util.stream.Collectors.groupingBy;

import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What came of one round for one pair. */
public sealed interface Agreement {

    /** Enough operators agree. */
    record Agreed(Snapshot snapshot) implements Agreement {}

    /** Nothing to rely on. */
    record Undecided(Pair pair, String reason, List<Dropped> dropped, Instant at)
            implements Agreement {}

    /** How many operators must stand behind a value. */
    int OPERATORS = 2;

    /** How far from the value an operator may be to stand behind it. */
    BigDecimal CLOSE = new BigDecimal("0.005");

    /** By value; by name where values are equal, so that the order of arrival does not matter. */
    Comparator<Mark> ORDER = Comparator.comparing(Mark::mid).thenComparing(Mark::source);

    /**
     * The pure heart of it: one vote per operator, without outliers, the lower middle of the rest,
     * if at least two operators are close to it.
     *
     * @param dropped words that did not become marks
     */
    static Agreement of(Pair pair, List<Mark> marks, List<Dropped> dropped, Instant now) {
        var votes = oneEach(marks);
        var outliers = Outliers.among(votes);
        var kept = votes.stream().filter(it -> !outliers.contains(it)).toList();
        var unused =
                Stream.of(
                                dropped.stream(),
                                seconds(marks, votes),
                                outliers.stream().map(Agreement::tooFar))
                        .flatMap(it -> it);
        if (kept.size() < OPERATORS) {
            var reason = kept.size() + " of " + OPERATORS + " needed operators have a price";
            return new Undecided(pair, reason, unused.toList(), now);
        }
        var chosen = kept.get((kept.size() - 1) / 2);
        if (kept.stream().filter(it -> isClose(it, chosen)).count() < OPERATORS) {
            var words = Stream.concat(kept.stream().map(Agreement::asSaid), unused).toList();
            return new Undecided(pair, "operators are more than 0.5 % apart", words, now);
        }
        return new Agreed(new Snapshot(pair, chosen, kept, unused.toList(), now));
    }

    private static List<Mark> oneEach(List<Mark> marks) {
        return marks.stream().collect(groupingBy(Mark::operator)).values().stream()
                .map(Agreement::lowerMiddle)
                .sorted(ORDER)
                .toList();
    }

    /** In their order, so that the order of arrival does not matter. */
    private static Stream<Dropped> seconds(List<Mark> marks, List<Mark> votes) {
        return marks.stream()
                .filter(it -> !votes.contains(it))
                .sorted(ORDER)
                .map(it -> Dropped.of(it, "is of an operator that has its vote already"));
    }

    private static Mark lowerMiddle(List<Mark> marks) {
        var sorted = marks.stream().sorted(ORDER).toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    private static boolean isClose(Mark mark, Mark chosen) {
        var apart = mark.mid().subtract(chosen.mid()).abs();
        return apart.compareTo(CLOSE.multiply(chosen.mid())) <= 0;
    }

    private static Dropped tooFar(Mark mark) {
        return Dropped.of(mark, "is too far from the others");
    }

    private static Dropped asSaid(Mark mark) {
        return Dropped.of(mark, "says " + mark.mid().toPlainString());
    }
}
