package io.sluice.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quote.market.Route;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Validity;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class QuotePropertiesTests {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Properties.class)
                    .withPropertyValues(
                            "sluice.quote.pairs[0].pair=USDC/EUR",
                            "sluice.quote.sources[0].name=kraken",
                            "sluice.quote.sources[0].dialect=kraken",
                            "sluice.quote.sources[0].operator=kraken",
                            "sluice.quote.sources[0].url=https://kraken.test",
                            "sluice.quote.sources[0].symbols.USDCEUR=USDC/EUR",
                            "sluice.quote.sources[1].name=coinbase",
                            "sluice.quote.sources[1].dialect=coinbase",
                            "sluice.quote.sources[1].operator=coinbase",
                            "sluice.quote.sources[1].url=https://coinbase.test",
                            "sluice.quote.sources[1].symbols.USDC-EUR=USDC/EUR");

    @Test
    void needsOnlySourcesAndPairs() {
        context.run(it -> {
            var properties = it.getBean(QuoteProperties.class);
            assertThat(properties.patience()).isEqualTo(Duration.ofMillis(800));
            assertThat(properties.refresh()).isEqualTo(Duration.ofSeconds(10));
            assertThat(properties.maxAge()).isEqualTo(Duration.ofMinutes(5));
            assertThat(properties.stablecoins()).isEmpty();
            assertThat(properties.volumeFloors())
                    .containsEntry("BTC", BigDecimal.ONE)
                    .containsEntry("USDC", BigDecimal.valueOf(50_000));
        });
    }

    @Test
    void readsEverythingThatCanBeSaid() {
        context.withPropertyValues(
                        "sluice.quote.patience=1s",
                        "sluice.quote.refresh=15s",
                        "sluice.quote.max-age=2m",
                        "sluice.quote.stablecoins.USDC=USD",
                        "sluice.quote.volume-floors.SOL=1000",
                        "sluice.quote.pairs[0].pair=USDC/EUR",
                        "sluice.quote.pairs[0].via[0]=USD",
                        "sluice.quote.pairs[0].via[1]=USDT/USD",
                        "sluice.quote.pairs[1].pair=USDC/USD",
                        "sluice.quote.sources[1].holds=96h",
                        "sluice.quote.sources[1].official=true",
                        "sluice.quote.sources[1].patience=250ms")
                .run(it -> assertComplete(it.getBean(QuoteProperties.class)));
    }

    private static void assertComplete(QuoteProperties properties) {
        assertThat(properties.refresh()).isEqualTo(Duration.ofSeconds(15));
        assertThat(properties.maxAge()).isEqualTo(Duration.ofMinutes(2));
        assertThat(properties.stablecoins()).containsEntry("USDC", "USD");
        assertThat(properties.volumeFloors()).containsOnlyKeys("SOL");
        assertThat(properties.rules().getFirst().routes())
                .extracting(Route::toString)
                .containsExactly(
                        "USDC/EUR", "USDC/USD x USD/EUR", "USDC/USDT x USDT/USD x USD/EUR");
        var kraken = properties.terms(properties.sources().getFirst());
        assertThat(kraken.dialect()).isEqualTo("kraken");
        assertThat(kraken.validity()).isEqualTo(Validity.LIVE);
        assertThat(kraken.patience()).isEqualTo(Duration.ofSeconds(1));
        assertThat(kraken.listings()).containsExactly(new Listing("USDCEUR", Pair.of("USDC/EUR")));
        var coinbase = properties.terms(properties.sources().getLast());
        assertThat(coinbase.validity()).isEqualTo(new Validity(Duration.ofDays(4), true));
        assertThat(coinbase.patience()).isEqualTo(Duration.ofMillis(250));
        assertThat(coinbase.listings().getFirst().symbol()).isEqualTo("USDC-EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "sources[1].operator=kraken, at least two operators",
        "sources[1].name=kraken, a name of its own",
        "sources[1].name=agreed, may have the name agreed",
        "sources[1].url=ftp://coinbase.test, must be an http(s) URL",
        "sources[1].dialect=, dialect",
        "stablecoins.USDC=USD, needs its pair",
        "sources[1].official=true, must say how long it holds",
        "sources[1].holds=30d, holds",
        "sources[1].symbols.USDC-EUR=USDC, a pair is two codes",
        "pairs[1].pair=USDC/EUR, may be listed once",
        "pairs[0].pair=USDC/USDC, two different codes",
        "pairs[0].via[0]=EUR, via must be other codes",
        "patience=1ms, patience",
        "refresh=2m, refresh",
        "pairs[0].via[0]=usd, via must be other codes",
        "max-age=1h, maxAge"
    })
    void refusesToStartWithNonsense(String property, String message) {
        context.withPropertyValues("sluice.quote." + property)
                .run(it -> assertThat(it).getFailure().hasStackTraceContaining(message));
    }

    @Test
    void refusesToStartWithoutSources() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Properties.class)
                .run(it -> assertThat(it).getFailure().hasStackTraceContaining("sources"));
    }

    @EnableConfigurationProperties(QuoteProperties.class)
    static class Properties {}
}
