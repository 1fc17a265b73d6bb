package io.sluice.quote.market;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds back a rate that is more than 5 % from the one published within the last two minutes, until
 * two thirds of the sources were within 1 % of it in two rounds, one after the other. It is to see
 * every round, whichever replica asked.
 */
public final class JumpGuard {

    private static final BigDecimal JUMP = new BigDecimal("0.05");
    private static final BigDecimal TOGETHER = new BigDecimal("0.01");
    private static final Duration SOON = Duration.ofMinutes(2);

    private final Function<Pair, Optional<Snapshot>> published;
    private final Map<Pair, Snapshot> supported = new ConcurrentHashMap<>();

    /**
     * Watches over what is about to be published.
     *
     * @param published the last rate of a pair that was
     */
    public JumpGuard(Function<Pair, Optional<Snapshot>> published) {
        this.published = published;
    }

    /** The same agreement, or none where it jumps on too little. */
    public Agreement admit(Agreement agreement) {
        return switch (agreement) {
            case Agreed(var snapshot) -> admit(snapshot);
            case Undecided it -> {
                supported.remove(it.pair());
                yield it;
            }
        };
    }

    private Agreement admit(Snapshot snapshot) {
        var pair = snapshot.pair();
        var jumps = published.apply(pair).filter(it -> isJump(it, snapshot)).isPresent();
        if (!jumps) {
            supported.remove(pair);
            return new Agreed(snapshot);
        }
        if (!isSupported(snapshot)) {
            supported.remove(pair);
            return heldBack(snapshot);
        }
        var before = supported.put(pair, snapshot);
        return isTheSameJump(before, snapshot) ? new Agreed(snapshot) : heldBack(snapshot);
    }

    /** An official rate comes once a day: what it is compared with may be of any age. */
    private static boolean isJump(Snapshot last, Snapshot next) {
        return (isSoon(last, next) || next.chosen().official())
                && !isWithin(JUMP, next.value(), last.value());
    }

    /** A word that is only repeated is not a second one. */
    private static boolean isTheSameJump(@Nullable Snapshot before, Snapshot next) {
        return before != null
                && !before.chosen().moment().equals(next.chosen().moment())
                && (isSoon(before, next) || next.chosen().official())
                && isWithin(TOGETHER, next.value(), before.value());
    }

    private static boolean isSoon(Snapshot before, Snapshot next) {
        return Duration.between(before.at(), next.at()).compareTo(SOON) <= 0;
    }

    /** Who has no price of the pair has no say; an operator's second source only against it. */
    private static boolean isSupported(Snapshot snapshot) {
        var near = snapshot.kept().stream().filter(it -> isNear(it.mid(), snapshot)).toList();
        var supporters = near.stream().map(Mark::operator).distinct().count();
        var supporting = near.stream().map(Mark::source).toList();
        var others =
                Stream.concat(
                                snapshot.kept().stream().map(Mark::source),
                                snapshot.dropped().stream()
                                        .filter(it -> contradicts(it, snapshot))
                                        .map(Dropped::source))
                        .filter(it -> !supporting.contains(it))
                        .distinct()
                        .count();
        return supporters >= others * 2;
    }

    private static boolean contradicts(Dropped word, Snapshot snapshot) {
        return word.priceOf(snapshot.pair()).filter(it -> !isNear(it, snapshot)).isPresent();
    }

    private static boolean isNear(BigDecimal price, Snapshot snapshot) {
        return isWithin(TOGETHER, price, snapshot.value());
    }

    private static boolean isWithin(BigDecimal part, BigDecimal value, BigDecimal of) {
        return value.subtract(of).abs().compareTo(of.multiply(part)) <= 0;
    }

    private static Undecided heldBack(Snapshot snapshot) {
        var words = snapshot.kept().stream().map(it -> Dropped.of(it, "says " + said(it)));
        return new Undecided(
                snapshot.pair(),
                "it jumped by more than 5 % and is held back for a round",
                Stream.concat(words, snapshot.dropped().stream()).toList(),
                snapshot.at());
    }

    private static String said(Mark mark) {
        return mark.mid().toPlainString();
    }
}
