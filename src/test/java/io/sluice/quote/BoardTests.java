package io.sluice.quote;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.market.Dropped;
import io.sluice.quote.venue.Pair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTests {

    private static final Undecided UNDECIDED =
            new Undecided(
                    USDC_EUR,
                    "1 of 2 needed operators have a price",
                    List.of(
                            new Dropped("kraken", "USDC/EUR", null, NOON, "did not answer in time"),
                            new Dropped("binance", "EUR/USDC", null, NOON, "answered HTTP 503")),
                    NOON);

    private final Board board =
            new Board(Duration.ofMinutes(5), List.of(USDC_EUR), Pegs.NONE, () -> NOON);

    @Test
    void hasNoRateBeforeTheFirstRound() {
        assertThatThrownBy(() -> board.rate(USDC_EUR, NOON))
                .isInstanceOf(RateUnavailable.class)
                .hasMessage("USDC/EUR has no rate: no source was asked yet");
    }

    @Test
    void showsTheFreshestRate() {
        board.post(new Agreed(snapshot("0.91", NOON.minusSeconds(10))));
        board.post(new Agreed(snapshot("0.92", NOON)));

        var rate = board.rate(USDC_EUR, NOON.plusSeconds(1));

        assertThat(rate.snapshot().value()).isEqualByComparingTo("0.92");
        assertThat(rate.stale()).isFalse();
    }

    @Test
    void standsInWithTheLastGoodRateAndSaysSo() {
        board.post(new Agreed(snapshot("0.92", NOON)));
        board.post(UNDECIDED);

        var rate = board.rate(USDC_EUR, NOON.plusSeconds(300));

        assertThat(rate.snapshot().value()).isEqualByComparingTo("0.92");
        assertThat(rate.stale()).isTrue();
    }

    @Test
    void marksARateStaleThatNobodyRefreshed() {
        board.post(new Agreed(snapshot("0.92", NOON)));

        assertThat(board.rate(USDC_EUR, NOON.plusSeconds(60)).stale()).isFalse();
        assertThat(board.rate(USDC_EUR, NOON.plusSeconds(61)).stale()).isTrue();
    }

    @Test
    void refusesPastTheMaximumAgeAndSaysWhatEachSourceSaid() {
        board.post(new Agreed(snapshot("0.92", NOON)));
        board.post(UNDECIDED);

        assertThatThrownBy(() -> board.rate(USDC_EUR, NOON.plusSeconds(301)))
                .isInstanceOf(RateUnavailable.class)
                .hasMessage(
                        "USDC/EUR has no rate: 1 of 2 needed operators have a price;"
                                + " kraken did not answer in time; binance answered HTTP 503");
    }

    @Test
    void isFreshAgainAsSoonAsSourcesAgree() {
        board.post(UNDECIDED);
        board.post(new Agreed(snapshot("0.92", NOON)));

        assertThat(board.rate(USDC_EUR, NOON).stale()).isFalse();
    }

    @Test
    void tellsAPairItDoesNotPriceFromOneItCannotPriceNow() {
        assertThatThrownBy(() -> board.rate(Pair.of("USDC/JPY"), NOON))
                .isInstanceOfSatisfying(
                        RateUnavailable.class,
                        it -> assertThat(it.why()).isEqualTo(RateUnavailable.Why.NOT_PRICED));
    }
}
