package io.sluice.quote.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns a round of answers into what each pair is worth. Pure: same answers, same prices. */
public final class Market {

    private final List<PairRule> pairs;
    private final Map<String, String> stablecoins;
    private final Sanity sanity;

    /**
     * Knows the rules of a deployment.
     *
     * @param pairs in this order, so that a pair used to convert others comes before them
     * @param stablecoins the currency each promises to be worth one of
     * @param volumeFloors by base code, the daily volume below which a book is too thin
     */
    public Market(
            List<PairRule> pairs,
            Map<String, String> stablecoins,
            Map<String, BigDecimal> volumeFloors) {
        this.pairs = List.copyOf(pairs);
        this.stablecoins = Map.copyOf(stablecoins);
        this.sanity = new Sanity(Map.copyOf(volumeFloors));
    }

    /** One agreement for each pair, in their order. */
    public List<Agreement> agree(List<Heard> heard, Instant now) {
        var sifted = heard.stream().map(it -> Sifted.of(it, sanity, now)).toList();
        var contradictions = new Contradictions(sifted.stream().map(Sifted::books).toList());
        var sound =
                sifted.stream().map(it -> it.without(contradictions.within(it.books()))).toList();
        var round = new Round(sound, stablecoins, now);
        var agreements = new ArrayList<Agreement>();
        for (var pair : pairs) {
            agreements.add(round.agree(pair));
        }
        return List.copyOf(agreements);
    }
}
