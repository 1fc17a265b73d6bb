package io.sluice.quote.market;

import static java.util.stream.Collectors.toSet;

import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the books of a source that its own other books contradict. */
final class Contradictions {

    private final List<Books> all;

    Contradictions(List<Books> all) {
        this.all = all;
    }

    /** The pairs, as they are listed, whose books make a bent triangle and are the worse ones. */
    Set<Pair> within(Books books) {
        return Triangle.among(books.legs()).stream()
                .filter(Triangle::isBent)
                .map(it -> worst(books, it))
                .collect(toSet());
    }

    /** What is farthest from others' books; where nobody else lists any of them, the widest. */
    private Pair worst(Books books, Triangle triangle) {
        var worst =
                triangle.legs()
                        .max(
                                Comparator.comparing((Leg leg) -> distance(books, leg))
                                        .thenComparing(leg -> leg.prices().spread()))
                        .orElseThrow();
        return books.legs().stream()
                .map(Leg::pair)
                .filter(it -> it.equals(worst.pair()) || it.inverted().equals(worst.pair()))
                .findFirst()
                .orElseThrow();
    }

    private BigDecimal distance(Books books, Leg leg) {
        return others(books, leg.pair())
                .map(it -> leg.prices().mid().subtract(it).abs().divide(it, MathContext.DECIMAL64))
                .orElse(BigDecimal.ZERO);
    }

    private Optional<BigDecimal> others(Books books, Pair pair) {
        var mids =
                all.stream()
                        .filter(it -> !it.operator().equals(books.operator()))
                        .flatMap(it -> it.find(pair).stream())
                        .map(it -> it.prices().mid())
                        .sorted()
                        .toList();
        return mids.isEmpty() ? Optional.empty() : Optional.of(mids.get((mids.size() - 1) / 2));
    }
}
