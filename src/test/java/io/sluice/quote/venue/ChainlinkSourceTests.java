package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.reactive.Answer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.utils.Numeric;
import reactor.core.publisher.Mono;

class ChainlinkSourceTests {

    private static final String FEED = "0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419";
    private static final Listing ETH_USD = new Listing("eip155:1:" + FEED, Pair.of("ETH/USD"));
    private static final String ROUND = "7";
    private static final String PRICE = "310012345678";
    private static final String TIME = "1772366400";

    private final List<String> asked = new ArrayList<>();

    @Test
    void readsTheLatestRoundInTheFeedsOwnDecimals() {
        var source = source(word("8"), round(PRICE, TIME));

        assertThat(Answer.values(ask(source)))
                .containsExactly(
                        new Ticker(
                                new BigDecimal("3100.12345678"),
                                new BigDecimal("3100.12345678"),
                                null,
                                Instant.parse("2026-03-01T12:00:00Z")));
        var _ = ask(source);
        assertThat(asked)
                .containsExactly(
                        "eip155:1 " + FEED + " 0x313ce567",
                        "eip155:1 " + FEED + " 0xfeaf968c",
                        "eip155:1 " + FEED + " 0xfeaf968c");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1772366400, has no price",
        "-1, 1772366400, has no price",
    })
    void hasNoPriceWhereTheFeedHasNone(String price, String time, String reason) {
        assertThat(reasons(source(word("8"), round(price, time)))).containsExactly(reason);
    }

    @Test
    void hasNoPriceWhenTheContractIsNoFeed() {
        assertThat(reasons(source("0x", "0x"))).containsExactly("does not say its decimals");
        assertThat(reasons(source(word("8"), "0x"))).containsExactly("answered with an error");
        assertThat(reasons(source(word("77"), round(PRICE, TIME))))
                .containsExactly("has too many decimals");
    }

    @Test
    void saysThatItsChainWasNotReadYet() {
        assertThat(reasons(new ChainlinkSource(terms(), new FakeContracts(_ -> Mono.empty()))))
                .containsExactly("is on a chain not read yet");
    }

    @Test
    void losesPatienceWithNodesThatCannotAgree() {
        assertThat(reasons(new ChainlinkSource(terms(), new FakeContracts(_ -> Mono.never()))))
                .containsExactly("did not answer in time");
    }

    private RateSource source(String decimals, String round) {
        return new ChainlinkSource(
                terms(),
                new FakeContracts(
                        data -> Mono.just(data.equals("0x313ce567") ? decimals : round), asked));
    }

    private static VenueTerms terms() {
        return new VenueTerms(
                "chainlink",
                "chainlink",
                "chainlink",
                null,
                new Validity(Duration.ofMinutes(65), false),
                Duration.ofMillis(500),
                List.of(ETH_USD));
    }

    private static String round(String price, String time) {
        return "0x" + bits(ROUND) + bits(price) + bits(time) + bits(time) + bits(ROUND);
    }

    private static String word(String number) {
        return "0x" + bits(number);
    }

    private static List<Answer<Listing, Ticker>> ask(RateSource source) {
        return source.tickers().blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }

    private static List<String> reasons(RateSource source) {
        return ask(source).stream()
                .map(it -> ((Answer.Failed<?, ?>) it).cause().getMessage())
                .toList();
    }

    /** As the EVM has it. */
    private static String bits(String number) {
        var value = new BigInteger(number);
        var unsigned = value.signum() < 0 ? value.add(BigInteger.TWO.pow(256)) : value;
        return Numeric.toHexStringNoPrefixZeroPadded(unsigned, 64);
    }
}
