package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One pass over the pairs; later pairs may be converted with what was agreed for earlier ones. */
final class Round {

    private final List<Sifted> sifted;
    private final Map<String, String> stablecoins;
    private final Instant now;
    private final Map<Pair, Leg> agreed = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    Round(List<Sifted> sifted, Map<String, String> stablecoins, Instant now) {
        this.sifted = sifted;
        this.stablecoins = stablecoins;
        this.now = now;
    }

    Agreement agree(PairRule rule) {
        var routes = rule.routes().stream().filter(this::isOpen).toList();
        var marks = new ArrayList<Mark>();
        var dropped = new ArrayList<Dropped>();
        for (var source : sifted) {
            var refused = source.dropped(rule).toList();
            var ways = new Crossing(source.books(), this::find).marks(rule.pair(), routes);
            dropped.addAll(refused);
            ways.stream()
                    .filter(Crossing::isOfOneMoment)
                    .findFirst()
                    .ifPresentOrElse(
                            marks::add,
                            () -> unused(source, rule, ways, refused).ifPresent(dropped::add));
        }
        var agreement = OfficialRate.standingIn(rule.pair(), marks, dropped, now);
        if (agreement instanceof Agreement.Agreed(var snapshot)) {
            remember(snapshot);
        }
        return agreement;
    }

    /** Why a source has no mark, unless what was refused of its words says so already. */
    private Optional<Dropped> unused(
            Sifted source, PairRule rule, List<Mark> ways, List<Dropped> refused) {
        if (!ways.isEmpty()) {
            return Optional.of(Dropped.of(ways.getFirst(), "has books more than 30 s apart"));
        }
        return refused.isEmpty() ? Optional.of(source.without(rule.pair(), now)) : Optional.empty();
    }

    private boolean isOpen(Route route) {
        return broken.stream().noneMatch(route::passes);
    }

    private void remember(Snapshot snapshot) {
        var pair = snapshot.pair();
        agreed.put(pair, snapshot.leg());
        if (pair.quote().equals(stablecoins.get(pair.base()))
                && Peg.at(snapshot.value()) == Peg.BROKEN) {
            broken.add(pair.base());
        }
    }

    private Optional<Leg> find(Pair pair) {
        return Optional.ofNullable(agreed.get(pair))
                .or(() -> Optional.ofNullable(agreed.get(pair.inverted())).map(Leg::inverted));
    }
}
