package io.sluice.quote.market;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.heard;
import static io.sluice.quote.market.Fixtures.market;
import static io.sluice.quote.market.Fixtures.official;
import static io.sluice.quote.market.Fixtures.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfficialRateTests {

    private static final Heard ECB = official("ecb", "EUR/CHF", "0.94");

    @Test
    void standsInWhereNobodyTrades() {
        var francs = agree(ECB, heard("kraken"));

        assertThat(francs)
                .isInstanceOfSatisfying(
                        Agreed.class,
                        it -> {
                            assertThat(it.snapshot().value()).isEqualByComparingTo("0.94");
                            assertThat(it.snapshot().kept())
                                    .extracting(Mark::source)
                                    .containsExactly("ecb");
                        });
    }

    @Test
    void hasNoVoteWhereTwoTrade() {
        var francs = agree(ECB, heard("a", "EUR/CHF 0.95 0.95"), heard("b", "EUR/CHF 0.951 0.951"));

        assertThat(francs)
                .isInstanceOfSatisfying(
                        Agreed.class,
                        it -> {
                            assertThat(it.snapshot().value()).isEqualByComparingTo("0.95");
                            assertThat(it.snapshot().dropped())
                                    .extracting(Dropped::source, Dropped::reason)
                                    .containsExactly(
                                            tuple(
                                                    "ecb",
                                                    "stands in only where the market is silent"));
                        });
    }

    @Test
    void doesNotEndAQuarrelOfTheMarket() {
        assertThat(agree(ECB, heard("a", "EUR/CHF 0.94 0.94"), heard("b", "EUR/CHF 0.96 0.96")))
                .isInstanceOf(Undecided.class);
    }

    @Test
    void standsInBesideALonePriceThatIsNear() {
        assertThat(agree(ECB, heard("a", "EUR/CHF 0.95 0.95")))
                .isInstanceOfSatisfying(
                        Agreed.class,
                        it -> assertThat(it.snapshot().value()).isEqualByComparingTo("0.94"));
    }

    @Test
    void doesNotOverruleALonePriceThatIsFar() {
        assertThat(agree(ECB, heard("a", "EUR/CHF 0.80 0.80"))).isInstanceOf(Undecided.class);
    }

    /** Two venues know the coin, and only the bank knows the currency. */
    @Test
    void isAStepOnTheWayToACurrencyThatNoVenueLists() {
        var market = market(rule("EUR/CHF"), rule("USDC/EUR"), rule("USDC/CHF", "EUR"));
        var heard =
                List.of(
                        ECB,
                        heard("kraken", "USDC/EUR 0.92 0.92"),
                        heard("coinbase", "USDC/EUR 0.921 0.921"));

        assertThat(market.agree(heard, NOON).getLast())
                .isInstanceOfSatisfying(
                        Agreed.class,
                        it -> {
                            assertThat(it.snapshot().value()).isEqualByComparingTo("0.8648");
                            assertThat(it.snapshot().kept())
                                    .extracting(Mark::source)
                                    .containsExactly("kraken", "coinbase");
                        });
    }

    private static Agreement agree(Heard... heard) {
        return market(rule("EUR/CHF")).agree(List.of(heard), NOON).getFirst();
    }
}
