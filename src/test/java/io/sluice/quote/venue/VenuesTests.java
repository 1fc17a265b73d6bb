package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.platform.keys.Misconfigured;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.reactive.function.client.WebClient;

class VenuesTests {

    private static final String FEED = "0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419";

    private final Venues venues =
            VenuesForTests.venues(WebClient.builder(), InstantSource.system());

    @Test
    void opensWhatItKnows() {
        assertThat(venues.open(terms("kraken", "http://127.0.0.1:9", "XX"))).isNotNull();
        assertThat(venues.open(terms("chainlink", null, "eip155:1:" + FEED))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "mtgox     | http://127.0.0.1:9 | XX            | has the unknown dialect mtgox",
                "kraken    | none               | XX            | has no url",
                "chainlink | none               | XX            | lists XX, which is no account",
                "chainlink | none               | eip155:2:0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419 | on eip155:2, which is not configured",
            })
    void saysWhatIsWrongBeforeItStarts(
            String dialect, @Nullable String url, String symbol, String complaint) {
        assertThatThrownBy(() -> venues.open(terms(dialect, url, symbol)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(complaint);
    }

    private static VenueTerms terms(String dialect, @Nullable String url, String symbol) {
        return new VenueTerms(
                "source",
                "operator",
                dialect,
                url,
                Validity.LIVE,
                Duration.ofSeconds(1),
                List.of(new Listing(symbol, Pair.of("ETH/USD"))));
    }
}
