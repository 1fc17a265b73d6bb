package io.sluice.quote.market;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets a central bank's reference stand in where fewer than two operators have a price, such as for
 * currencies at the weekend. Where there is a market it has no vote: it is up to days old.
 */
final class OfficialRate {

    /** A lone price this far from the reference is news that nobody here can judge. */
    private static final BigDecimal FARTHEST = new BigDecimal("0.02");

    private static final String MARKET = "stands in only where the market is silent";
    private static final String FAR = "is more than 2 % from the only price of the market";
    private static final String ALONE = "is alone, so that the official rate stands in";

    private OfficialRate() {}

    /** What {@link Agreement#of} says of the market's marks, or else the reference. */
    static Agreement standingIn(Pair pair, List<Mark> marks, List<Dropped> dropped, Instant now) {
        var market = marks.stream().filter(it -> !it.official()).toList();
        var official = marks.stream().filter(Mark::official).sorted(Agreement.ORDER).toList();
        if (official.isEmpty() || operators(market) >= Agreement.OPERATORS) {
            return Agreement.of(pair, market, with(dropped, official, MARKET), now);
        }
        var word = official.getFirst();
        if (!market.stream().allMatch(it -> isNear(it, word))) {
            return Agreement.of(pair, market, with(dropped, official, FAR), now);
        }
        var unused = with(dropped, market, ALONE);
        return new Agreed(new Snapshot(pair, word, List.of(word), unused, now));
    }

    private static long operators(List<Mark> marks) {
        return marks.stream().map(Mark::operator).distinct().count();
    }

    private static boolean isNear(Mark mark, Mark official) {
        var apart = mark.mid().subtract(official.mid()).abs();
        return apart.compareTo(FARTHEST.multiply(official.mid())) <= 0;
    }

    private static List<Dropped> with(List<Dropped> dropped, List<Mark> marks, String reason) {
        return Stream.concat(dropped.stream(), marks.stream().map(it -> Dropped.of(it, reason)))
                .toList();
    }
}
