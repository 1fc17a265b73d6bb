package io.sluice.quote;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.reactive.Answer;
import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.Market;
import io.sluice.quote.market.PairRule;
import io.sluice.quote.market.Route;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.RateSource;
import io.sluice.quote.venue.Ticker;
import io.sluice.quote.venue.Validity;
import io.sluice.quote.venue.VenueTerms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RateRefresherTests {

    private static final InstantSource CLOCK = () -> NOON;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Listing LISTING = new Listing("USDCEUR", USDC_EUR);

    private final Board board =
            new Board(Duration.ofMinutes(5), List.of(USDC_EUR), Pegs.NONE, CLOCK);

    @Test
    void hearsAllSourcesAtOnce() {
        var slow = Duration.ofSeconds(1);
        var sources =
                List.<RateSource>of(
                        source("kraken", () -> price("0.92").delayElement(slow)),
                        source("binance", () -> price("0.921").delayElement(slow)),
                        source("bitstamp", () -> price("0.922").delayElement(slow)));

        StepVerifier.withVirtualTime(() -> round(sources))
                .thenAwait(slow)
                .expectNextCount(1)
                .verifyComplete();

        assertThat(board.rate(USDC_EUR, NOON).snapshot().value()).isEqualByComparingTo("0.921");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void tellsOperatorsWhyASourceGaveNoAnswer(CapturedOutput log) {
        var sources = List.of(source("kraken", RateRefresherTests::broken));

        round(sources).as(StepVerifier::create).expectNextCount(1).verifyComplete();

        assertThat(log).contains("source=kraken reason=java.lang.IllegalStateException: broken");
    }

    @Test
    void doesNotWaitForASourceThatBreaksItsPromise() {
        var sources =
                List.of(
                        source("kraken", () -> price("0.92")),
                        source("binance", () -> price("0.921")),
                        source("stuck", Mono::never));

        StepVerifier.withVirtualTime(() -> round(sources))
                .thenAwait(Duration.ofSeconds(15))
                .expectNextMatches(Agreement.Agreed.class::isInstance)
                .verifyComplete();
    }

    private static Mono<List<Answer<Listing, Ticker>>> broken() {
        return Mono.error(new IllegalStateException("broken"));
    }

    static Mono<List<Answer<Listing, Ticker>>> price(String mid) {
        var price = new BigDecimal(mid);
        return Mono.just(
                List.of(new Answer.Given<>(LISTING, new Ticker(price, price, null, null))));
    }

    private Flux<Agreement> round(List<RateSource> sources) {
        var posting = new RatePosting(board, new RateLog(Map.of()));
        return refresher(sources, CLOCK).round().collectList().flatMapIterable(posting::post);
    }

    /** Of one pair, told as it comes. */
    static RateRefresher refresher(List<RateSource> sources, InstantSource clock) {
        var rule = new PairRule(USDC_EUR, List.of(Route.direct(USDC_EUR)));
        var market = new Market(List.of(rule), Map.of(), Map.of());
        return new RateRefresher(sources, market, new RateLog(Map.of()), clock);
    }

    static RateSource source(String name, Supplier<Mono<List<Answer<Listing, Ticker>>>> tickers) {
        var terms =
                new VenueTerms(name, name, "fake", null, Validity.LIVE, PATIENCE, List.of(LISTING));
        return new RateSource() {
            @Override
            public VenueTerms terms() {
                return terms;
            }

            @Override
            public Mono<List<Answer<Listing, Ticker>>> tickers() {
                return Mono.defer(tickers);
            }
        };
    }
}
