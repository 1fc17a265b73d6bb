package io.sluice.quote.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BidAskTests {

    @Test
    void swapsItsSidesWhenTurnedRound() {
        var turned = prices("1.25", "1.60").inverted();

        assertThat(turned.bid()).isEqualByComparingTo("0.625");
        assertThat(turned.ask()).isEqualByComparingTo("0.8");
    }

    @Test
    void multipliesBidWithBidAndAskWithAsk() {
        var crossed = prices("2", "3").times(prices("5", "7"));

        assertThat(crossed).isEqualTo(prices("10", "21"));
    }

    @Test
    void refusesABookThatIsNoInterval() {
        assertThatThrownBy(() -> prices("2", "1")).hasMessage("ask is below bid");
        assertThatThrownBy(() -> prices("0", "1")).hasMessage("bid is not more than zero");
    }

    @RepeatedTest(100)
    void neverLosesTheTruePriceToRounding(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var one = randomPrices(random);
        var other = randomPrices(random);

        var back = one.inverted().inverted();
        var crossed = one.times(other);

        assertThat(back.bid()).isLessThanOrEqualTo(one.bid());
        assertThat(back.ask()).isGreaterThanOrEqualTo(one.ask());
        assertThat(crossed.bid()).isLessThanOrEqualTo(one.bid().multiply(other.bid()));
        assertThat(crossed.ask()).isGreaterThanOrEqualTo(one.ask().multiply(other.ask()));
        assertThat(back.mid().subtract(one.mid()).abs()).isLessThan(one.mid().movePointLeft(12));
    }

    private static BidAsk randomPrices(Random random) {
        var bid = new BigDecimal(new BigInteger(60, random).add(BigInteger.ONE), 9);
        return new BidAsk(bid, bid.add(new BigDecimal(new BigInteger(20, random), 9)));
    }

    private static BidAsk prices(String bid, String ask) {
        return new BidAsk(new BigDecimal(bid), new BigDecimal(ask));
    }
}
