package io.sluice.quote;

import static java.util.stream.Collectors.toSet;

import io.sluice.quote.market.Leg;
import io.sluice.quote.market.PairRule;
import io.sluice.quote.market.Route;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Validity;
import io.sluice.quote.venue.VenueTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where rates come from and when they are believed.
 *
 * @param sources the venues that are asked, all at once
 * @param pairs what is priced, in this order: pairs used to convert others come first
 * @param stablecoins the currency each stablecoin promises to be worth one of
 * @param volumeFloors by base code, the daily volume below which a book is too thin
 * @param patience how long a source is waited for, unless it has its own
 * @param refresh the pause between two rounds; up to as much again is added at random
 * @param maxAge how long the last good rate may stand in when sources fail or disagree
 */
@Validated
@ConfigurationProperties("sluice.quote")
record QuoteProperties(
        @NotEmpty @DefaultValue List<@Valid Source> sources,
        @NotEmpty @DefaultValue List<@Valid Priced> pairs,
        @DefaultValue Map<String, String> stablecoins,
        @DefaultValue Map<String, BigDecimal> volumeFloors,
        @DurationMin(millis = 50) @DurationMax(seconds = 10) @DefaultValue("800ms")
                Duration patience,
        @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("10s") Duration refresh,
        @DurationMin(seconds = 1) @DurationMax(minutes = 5) @DefaultValue("5m") Duration maxAge) {

    private static final Map<String, BigDecimal> USUAL_FLOORS =
            Map.of(
                    "BTC", BigDecimal.ONE,
                    "ETH", BigDecimal.valueOf(20),
                    "USDC", BigDecimal.valueOf(50_000),
                    "USDT", BigDecimal.valueOf(50_000),
                    "EUR", BigDecimal.valueOf(50_000));

    QuoteProperties {
        volumeFloors = volumeFloors.isEmpty() ? USUAL_FLOORS : volumeFloors;
    }

    /**
     * A venue.
     *
     * @param name how it is called in evidence and logs
     * @param dialect which interface it speaks
     * @param operator who runs it: two sources of one operator are one vote
     * @param url where it answers, if it is asked over HTTP
     * @param symbols the pair behind each of the venue's own symbols
     * @param holds how long its word holds, where it speaks seldom; an order book's holds for 60 s
     * @param official whether it is a central bank's reference, which stands in where the market is
     *     silent
     * @param patience how long it is waited for
     */
    record Source(
            @NotBlank String name,
            @NotBlank String dialect,
            @NotBlank String operator,
            @Nullable @Pattern(regexp = "https?://[^?#]+", message = "must be an http(s) URL")
                    String url,
            @NotEmpty @DefaultValue Map<String, Pair> symbols,
            @DurationMin(minutes = 1) @DurationMax(days = 7) @Nullable Duration holds,
            boolean official,
            @DurationMin(millis = 50) @DurationMax(seconds = 10) @Nullable Duration patience) {}

    /**
     * A pair that is priced.
     *
     * @param via other ways to it than its own book, the best first, such as {@code USDT/USD}
     */
    record Priced(@NotNull Pair pair, @DefaultValue List<String> via) {

        @AssertTrue(message = "via must be other codes than the pair's, such as USDT/USD")
        boolean isEveryWayOpen() {
            try {
                return via.stream().map(it -> Route.via(pair, it)).toList().size() == via.size();
            } catch (IllegalArgumentException noWay) {
                return false;
            }
        }
    }

    @AssertTrue(message = "sluice.quote.sources must name at least two operators")
    boolean isMoreThanOneOperator() {
        return sources.stream().map(Source::operator).distinct().limit(2).count() == 2;
    }

    @AssertTrue(message = "an official source of sluice.quote.sources must say how long it holds")
    boolean isEveryOfficialWordHeld() {
        return sources.stream().noneMatch(it -> it.official() && it.holds() == null);
    }

    @AssertTrue(message = "each of sluice.quote.stablecoins needs its pair in sluice.quote.pairs")
    boolean isEveryPegPriced() {
        var priced = pairs.stream().map(Priced::pair).collect(toSet());
        return stablecoins.entrySet().stream()
                .allMatch(it -> priced.contains(new Pair(it.getKey(), it.getValue())));
    }

    @AssertTrue(message = "each of sluice.quote.sources needs a name of its own")
    boolean isEachSourceNamed() {
        return sources.stream().map(Source::name).collect(toSet()).size() == sources.size();
    }

    /** It would pass for what all sources agreed on, and be believed with no book of its own. */
    @AssertTrue(message = "none of sluice.quote.sources may have the name " + Leg.AGREED)
    boolean isNoSourceCalledAgreed() {
        return sources.stream().map(Source::name).noneMatch(Leg.AGREED::equals);
    }

    @AssertTrue(message = "each of sluice.quote.pairs may be listed once")
    boolean isEachPairOnce() {
        return pairs.stream().map(Priced::pair).collect(toSet()).size() == pairs.size();
    }

    List<PairRule> rules() {
        return pairs.stream().map(QuoteProperties::rule).toList();
    }

    VenueTerms terms(Source source) {
        var listings =
                source.symbols().entrySet().stream()
                        .map(it -> new Listing(it.getKey(), it.getValue()))
                        .toList();
        return new VenueTerms(
                source.name(),
                source.operator(),
                source.dialect(),
                source.url(),
                source.holds() == null
                        ? Validity.LIVE
                        : new Validity(source.holds(), source.official()),
                Objects.requireNonNullElse(source.patience(), patience),
                listings);
    }

    private static PairRule rule(Priced priced) {
        var direct = Stream.of(Route.direct(priced.pair()));
        var others = priced.via().stream().map(it -> Route.via(priced.pair(), it));
        return new PairRule(priced.pair(), Stream.concat(direct, others).toList());
    }
}
