package io.sluice.quote.market;

import static io.sluice.quote.market.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Ticker;
import io.sluice.quote.venue.Validity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanityTests {

    private final Sanity sanity = new Sanity(Map.of("BTC", BigDecimal.ONE));

    @ParameterizedTest
    @CsvSource({
        "0, 1, bids nothing",
        "2, 1, has a crossed book",
        "100, 101.1, has a spread above 1 %",
        "1, 100, has a spread above 1 %"
    })
    void objectsToABookThatCannotBeTraded(String bid, String ask, String objection) {
        assertThat(objection(bid, ask, null, null)).contains(objection);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "100, 100.5", "100, 101"})
    void takesABookAsTightAsMarketsAre(String bid, String ask) {
        assertThat(objection(bid, ask, null, null)).isEmpty();
    }

    @Test
    void objectsToABookNobodyTradesIn() {
        assertThat(objection("100", "100", "0.99", null)).contains("trades too little of it");
        assertThat(objection("100", "100", "1", null)).isEmpty();
    }

    @Test
    void objectsToWhatIsNotFromNow() {
        assertThat(objection("100", "100", null, NOON.minusSeconds(61)))
                .contains("is older than 60 s");
        assertThat(objection("100", "100", null, NOON.minusSeconds(60))).isEmpty();
        assertThat(objection("100", "100", null, NOON.plusSeconds(5))).isEmpty();
        assertThat(objection("100", "100", null, NOON.plusSeconds(6)))
                .contains("is from the future");
    }

    @Test
    void takesTheWordOfADayWhereItHoldsForOne() {
        var days = Duration.ofDays(4);

        assertThat(objection("100", "100", null, NOON.minus(days), days)).isEmpty();
        assertThat(objection("100", "100", null, NOON.minus(days).minusSeconds(1), days))
                .contains("is older than 96 h");
    }

    private Optional<String> objection(
            String bid, String ask, @Nullable String volume, @Nullable Instant at) {
        return objection(bid, ask, volume, at, Validity.LIVE.holds());
    }

    private Optional<String> objection(
            String bid, String ask, @Nullable String volume, @Nullable Instant at, Duration holds) {
        var traded = volume == null ? null : new BigDecimal(volume);
        var ticker = new Ticker(new BigDecimal(bid), new BigDecimal(ask), traded, at);
        return sanity.objection(Pair.of("BTC/EUR"), ticker, holds, NOON);
    }
}
