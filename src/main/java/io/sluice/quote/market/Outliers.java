package io.sluice.quote.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sets aside the words that are too far from all others. */
final class Outliers {

    /** Five times the deviation that holds for normally spread values (1.4826 MAD). */
    private static final BigDecimal MADS = new BigDecimal("7.413");

    private static final BigDecimal NEVER_CLOSER = new BigDecimal("0.003");
    private static final BigDecimal OF_THREE = new BigDecimal("0.01");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Outliers() {}

    /** The marks set aside; with fewer than three nobody can tell who is wrong. */
    static List<Mark> among(List<Mark> marks) {
        return switch (marks.size()) {
            case 0, 1, 2 -> List.of();
            case 3 -> ofThree(marks);
            default -> ofMany(marks);
        };
    }

    private static List<Mark> ofThree(List<Mark> marks) {
        return marks.stream()
                .max(Comparator.comparing(it -> distanceFromOthers(it, marks)))
                .filter(it -> distanceFromOthers(it, marks).compareTo(OF_THREE) > 0)
                .stream()
                .toList();
    }

    private static BigDecimal distanceFromOthers(Mark mark, List<Mark> marks) {
        var others = median(marks.stream().filter(Predicate.not(mark::equals)).map(Mark::mid));
        return mark.mid().subtract(others).abs().divide(others, MathContext.DECIMAL64);
    }

    private static List<Mark> ofMany(List<Mark> marks) {
        var middle = median(marks.stream().map(Mark::mid));
        var deviation = median(marks.stream().map(it -> it.mid().subtract(middle).abs()));
        var limit = deviation.multiply(MADS).max(middle.multiply(NEVER_CLOSER));
        return marks.stream()
                .filter(it -> it.mid().subtract(middle).abs().compareTo(limit) > 0)
                .toList();
    }

    private static BigDecimal median(Stream<BigDecimal> values) {
        var sorted = values.sorted().toList();
        var upper = sorted.get(sorted.size() / 2);
        var lower = sorted.get((sorted.size() - 1) / 2);
        return lower.add(upper).divide(TWO, upper.scale() + 1, RoundingMode.HALF_EVEN);
    }
}
