package io.sluice.quote;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.quote.market.Mark;
import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Measures how well rates are known, which stablecoins drift, and whose word is used. */
final class RateMeters implements SmartInitializingSingleton {

    private final Board board;
    private final Pegs pegs;
    private final List<String> sources;
    private final InstantSource clock;
    private final Roles roles;
    private final MeterRegistry meters;

    RateMeters(
            Board board,
            Pegs pegs,
            List<String> sources,
            InstantSource clock,
            Roles roles,
            MeterRegistry meters) {
        this.board = board;
        this.pegs = pegs;
        this.sources = List.copyOf(sources);
        this.clock = clock;
        this.roles = roles;
        this.meters = meters;
    }

    /** Where nobody is quoted nobody refreshes rates, and there is nothing to measure. */
    @Override
    public void afterSingletonsInstantiated() {
        if (!roles.include(Role.EDGE)) {
            return;
        }
        board.pairs().forEach(this::measure);
        for (var coin : pegs.coins()) {
            gauge("sluice.stablecoin.off", Tags.of("coin", coin), _ -> off(coin));
        }
        for (var source : sources) {
            gauge("sluice.rate.source.pairs", Tags.of("source", source), _ -> used(source));
        }
    }

    private void measure(Pair pair) {
        var tags = Tags.of("pair", pair.toString());
        gauge("sluice.rate.age.seconds", tags, _ -> age(pair));
        gauge("sluice.rate.operators", tags, _ -> operators(pair));
        gauge("sluice.rate.stale", tags, _ -> isStale(pair) ? 1 : 0);
        gauge("sluice.rate.undecided", tags, _ -> isUndecided(pair) ? 1 : 0);
    }

    private void gauge(String name, Tags tags, ToDoubleFunction<RateMeters> value) {
        Gauge.builder(name, this, value).tags(tags).register(meters);
    }

    private double age(Pair pair) {
        return board.last(pair)
                .map(it -> Duration.between(it.at(), clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private double operators(Pair pair) {
        return board.last(pair).map(RateMeters::operators).orElse(0L);
    }

    private static long operators(Snapshot snapshot) {
        return snapshot.kept().stream().map(Mark::operator).distinct().count();
    }

    private boolean isStale(Pair pair) {
        try {
            return board.rate(pair).stale();
        } catch (RateUnavailable none) {
            return false;
        }
    }

    private boolean isUndecided(Pair pair) {
        try {
            var _ = board.rate(pair);
            return false;
        } catch (RateUnavailable none) {
            return true;
        }
    }

    private double off(String coin) {
        return pegs.pair(coin)
                .flatMap(board::last)
                .map(it -> it.value().subtract(BigDecimal.ONE).abs().doubleValue())
                .orElse(Double.NaN);
    }

    private double used(String source) {
        return board.pairs().stream()
                .flatMap(it -> board.last(it).stream())
                .filter(it -> it.kept().stream().anyMatch(mark -> mark.source().equals(source)))
                .count();
    }
}
