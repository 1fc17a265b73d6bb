package io.sluice.quote.market;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.mark;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JumpGuardTests {

    private static final Instant SOON = NOON.plusSeconds(15);
    private static final Instant SOON_AFTER = NOON.plusSeconds(30);

    private final JumpGuard guard =
            new JumpGuard(_ -> Optional.of(Fixtures.snapshot("1.00", NOON)));

    @Test
    void letsPassWhatMovesAsMarketsDo() {
        assertPasses(rate(SOON, "1.05", "1.05", "1.05"));
        assertPasses(rate(SOON, "0.95", "0.95"));
    }

    @Test
    void holdsBackAJumpUntilItWasSeenTwice() {
        assertHeldBack(rate(SOON, "1.06", "1.06", "1.06"));
        assertPasses(rate(SOON_AFTER, "1.061", "1.061", "1.061"));
    }

    @Test
    void holdsBackAJumpToSomewhereElse() {
        assertHeldBack(rate(SOON, "1.06", "1.06", "1.06"));
        assertHeldBack(rate(SOON_AFTER, "1.10", "1.10", "1.10"));
        assertPasses(rate(SOON_AFTER.plusSeconds(15), "1.10", "1.10", "1.10"));
    }

    @Test
    void holdsBackAJumpOfTooFew() {
        assertHeldBack(rate(SOON, "1.06", "1.06", "1.00", "1.00"));
        assertHeldBack(rate(SOON_AFTER, "1.06", "1.06", "1.00", "1.00"));
    }

    @Test
    void letsPassAJumpOfTwoThirds() {
        assertHeldBack(rate(SOON, "1.06", "1.06", "1.00"));
        assertPasses(rate(SOON_AFTER, "1.06", "1.06", "1.00"));
    }

    /** A price of another book is none of this pair, and an operator has one vote. */
    @Test
    void countsOperatorsThatHaveAPriceOfThePair() {
        var elsewhere = List.of(of("d", "EUR/USD", "1.25"), of("e", "USDC/USD", "1.0"));
        var listed = List.of(of("d", "EUR/USDC", "0.943"), of("e", "EUR/USDC", "0.943"));
        var against = List.of(of("d", "EUR/USDC", "1.0"), of("e", "EUR/USDC", "1.0"));
        var silent = new Dropped("e", "USDC/EUR", null, SOON, "did not answer in time");

        assertPassesTwice(List.of("a", "b"), elsewhere);
        assertPassesTwice(List.of("a", "b"), listed);
        assertHeldBackTwice(List.of("a", "b"), against);
        assertPassesTwice(List.of("a", "b"), List.of(silent, of("a of a", "USDC/EUR", "1.0")));
        assertHeldBackTwice(List.of("a", "a"), List.of(Dropped.of(mark("c", "1.00"), "is far")));
        assertPassesTwice(List.of("a", "b"), List.of(Dropped.of(mark("c", "1.00"), "is far")));
    }

    @Test
    void startsOverWhenARoundInBetweenSaidNothing() {
        assertHeldBack(rate(SOON, "1.06", "1.06"));
        assertHeldBack(new Undecided(USDC_EUR, "nobody answered", List.of(), SOON));
        assertHeldBack(rate(SOON_AFTER, "1.06", "1.06"));
    }

    @Test
    void startsOverWhenARoundInBetweenDidNotJump() {
        assertHeldBack(rate(SOON, "1.06", "1.06"));
        assertPasses(rate(SOON, "1.00", "1.00"));
        assertHeldBack(rate(SOON_AFTER, "1.06", "1.06"));
    }

    @Test
    void hasNoOpinionAfterTwoMinutes() {
        assertHeldBack(rate(NOON.plusSeconds(120), "2", "2"));
        assertPasses(rate(NOON.plusSeconds(121), "2", "2"));
    }

    @Test
    void hasNoOpinionOnAFirstRate() {
        var first = rate(SOON, "2", "2");

        assertThat(new JumpGuard(_ -> Optional.empty()).admit(first)).isEqualTo(first);
    }

    /** A word that a source only repeats is one word. */
    @Test
    void wantsTwoWordsAndNotTwoRoundsOfOne() {
        var once = new Agreed(snapshot(SOON, heard("1.06", NOON)));
        var again = new Agreed(snapshot(SOON_AFTER, heard("1.06", NOON)));

        assertHeldBack(once);
        assertHeldBack(again);
        assertPasses(new Agreed(snapshot(SOON_AFTER, heard("1.06", SOON))));
    }

    @Test
    void comparesAnOfficialRateWithALastOneOfAnyAge() {
        var day = NOON.plus(Duration.ofDays(1));

        assertHeldBack(new Agreed(snapshot(day, official("2", day))));
        assertHeldBack(new Agreed(snapshot(day.plusSeconds(20), official("2", day))));
        var next = day.plus(Duration.ofDays(1));
        assertPasses(new Agreed(snapshot(next, official("2.01", next))));
    }

    /** A book that stands still is one word, though another on the way to the pair moves. */
    @Test
    void takesAWordForRepeatedWhoseOldestBookIsTheSame() {
        assertHeldBack(crossed(SOON, NOON));
        assertHeldBack(crossed(SOON_AFTER, NOON));
        assertPasses(crossed(SOON_AFTER.plusSeconds(15), SOON));
    }

    private static Agreement crossed(Instant at, Instant oldest) {
        var mark = mark("a", "1.06");
        var still = new Leg("a", mark.pair(), mark.prices(), oldest, true);
        var moving = new Leg("a", mark.pair(), mark.prices(), at, true);
        var twoSteps =
                new Mark(
                        "a",
                        "a",
                        mark.pair(),
                        "USDC/USD x USD/EUR",
                        mark.prices(),
                        oldest,
                        List.of(still, moving),
                        false);
        return new Agreed(snapshot(at, twoSteps));
    }

    private static Dropped of(String source, String what, String mid) {
        var price = new BigDecimal(mid);
        return new Dropped(source, what, new Offered(price, price), SOON, "is not believed");
    }

    private void assertPassesTwice(List<String> operators, List<Dropped> dropped) {
        var _ = guard.admit(new Undecided(USDC_EUR, "a fresh start", List.of(), SOON));
        assertHeldBack(jump(SOON, operators, dropped));
        assertPasses(jump(SOON_AFTER, operators, dropped));
    }

    private void assertHeldBackTwice(List<String> operators, List<Dropped> dropped) {
        assertHeldBack(jump(SOON, operators, dropped));
        assertHeldBack(jump(SOON_AFTER, operators, dropped));
    }

    private static Agreement jump(Instant at, List<String> operators, List<Dropped> dropped) {
        var marks =
                operators.stream()
                        .map(it -> of(mark("of " + it, it, new BigDecimal("1.06")), at, false))
                        .toList();
        return new Agreed(new Snapshot(USDC_EUR, marks.getFirst(), marks, dropped, at));
    }

    private static Snapshot snapshot(Instant at, Mark mark) {
        return new Snapshot(USDC_EUR, mark, List.of(mark), List.of(), at);
    }

    private static Mark heard(String mid, Instant at) {
        return of(mark("chosen", mid), at, false);
    }

    private static Mark official(String mid, Instant at) {
        return of(mark("ecb", mid), at, true);
    }

    private static Mark of(Mark it, Instant at, boolean official) {
        var leg = new Leg(it.source(), it.pair(), it.prices(), at, !official);
        return new Mark(
                it.source(),
                it.operator(),
                it.pair(),
                it.route(),
                it.prices(),
                at,
                List.of(leg),
                official);
    }

    /** With the first as the value, and those far from it set aside. */
    private static Agreement rate(Instant at, String chosen, String... others) {
        var value = heard(chosen, at);
        var kept = new ArrayList<>(List.of(value));
        var dropped = new ArrayList<Dropped>();
        for (var i = 0; i < others.length; i++) {
            var other = mark("other" + i, others[i]);
            if (others[i].equals(chosen)) {
                kept.add(other);
            } else {
                dropped.add(Dropped.of(other, "is too far from the others"));
            }
        }
        return new Agreed(new Snapshot(USDC_EUR, value, kept, dropped, at));
    }

    private void assertPasses(Agreement agreement) {
        assertThat(guard.admit(agreement)).isEqualTo(agreement);
    }

    private void assertHeldBack(Agreement agreement) {
        assertThat(guard.admit(agreement)).isInstanceOf(Undecided.class);
    }
}
