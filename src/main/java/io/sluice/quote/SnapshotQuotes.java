package io.sluice.quote;

import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import io.sluice.platform.cluster.Ids;
import io.sluice.quote.market.Dropped;
import io.sluice.quote.market.Leg;
import io.sluice.quote.market.Mark;
import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Quotes from the board: no source is asked and nothing is waited for. */
final class SnapshotQuotes implements Quotes {

    private final Board board;
    private final QuoteSeal seal;
    private final QuoteStore store;
    private final Ids ids;
    private final InstantSource clock;

    SnapshotQuotes(Board board, QuoteSeal seal, QuoteStore store, Ids ids, InstantSource clock) {
        this.board = board;
        this.seal = seal;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Quote offer(Price price, Asset asset, Instant validUntil) {
        // Microseconds are what the database keeps: a quote read back equals the one issued.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var rate = board.rate(pair(price, asset), now);
        var snapshot = rate.snapshot();
        return seal.signed(
                new Quote(
                        ids.next("quo"),
                        price,
                        due(price, asset, snapshot.value()),
                        snapshot.value(),
                        rate.stale(),
                        now,
                        validUntil,
                        evidence(snapshot, now),
                        ""));
    }

    @Override
    public AssetAmount indicative(Price price, Asset asset) {
        var rate = board.rate(pair(price, asset), clock.instant()).snapshot();
        return due(price, asset, rate.value());
    }

    @Override
    public Optional<BigDecimal> exchangeRate(Currency from, Currency to) {
        if (from.equals(to)) {
            return Optional.of(BigDecimal.ONE);
        }
        var now = clock.instant();
        var pair = new Pair(from.getCurrencyCode(), to.getCurrencyCode());
        return rate(pair, now)
                .or(() ->
                        rate(pair.inverted(), now)
                                .map(it -> BigDecimal.ONE.divide(it, MathContext.DECIMAL128)));
    }

    private Optional<BigDecimal> rate(Pair pair, Instant now) {
        try {
            return Optional.of(board.rate(pair, now).snapshot().value());
        } catch (RateUnavailable unknown) {
            return Optional.empty();
        }
    }

    @Override
    public Mono<Void> store(Quote quote) {
        return store.insert(quote);
    }

    /** Symbols may be names that no venue could list, such as {@code USDC.e}. */
    private static Pair pair(Price price, Asset asset) {
        var base = asset.symbol().toUpperCase(Locale.ROOT);
        var quote = price.currency().getCurrencyCode();
        try {
            return new Pair(base, quote);
        } catch (IllegalArgumentException noPair) {
            throw RateUnavailable.notPriced(base + "/" + quote);
        }
    }

    /** Rounded up to the smallest part of the asset: the merchant never gets less than asked. */
    private static AssetAmount due(Price price, Asset asset, BigDecimal rate) {
        var units =
                price.amount()
                        .movePointRight(asset.decimals())
                        .divide(rate, 0, RoundingMode.CEILING);
        return new AssetAmount(asset, units.toBigIntegerExact());
    }

    private static List<Quote.Evidence> evidence(Snapshot snapshot, Instant now) {
        return Stream.concat(
                        snapshot.kept().stream().map(it -> kept(it, now)),
                        snapshot.dropped().stream().map(it -> dropped(it, now)))
                .toList();
    }

    private static Quote.Evidence kept(Mark mark, Instant now) {
        var inputs = mark.legs().stream().map(SnapshotQuotes::input).toList();
        var age = ageMillis(mark.at(), now);
        return new Quote.Evidence(mark.source(), mark.route(), mark.mid(), age, null, inputs);
    }

    private static Quote.Input input(Leg leg) {
        var prices = leg.prices();
        return new Quote.Input(leg.source(), leg.pair().toString(), prices.bid(), prices.ask());
    }

    private static Quote.Evidence dropped(Dropped it, Instant now) {
        var age = ageMillis(it.at(), now);
        return new Quote.Evidence(it.source(), it.what(), it.mid(), age, it.reason(), List.of());
    }

    private static long ageMillis(Instant at, Instant now) {
        return Math.max(0, Duration.between(at, now).toMillis());
    }
}
