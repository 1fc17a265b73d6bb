package io.sluice.quote.api;

import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import io.sluice.quote.Rates;
import io.sluice.quote.venue.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Finds the pairs that somebody asks for. */
final class WantedPairs {

    private WantedPairs() {}

    /** One pair, or 404. */
    static Pair require(Rates rates, String base, String quote) {
        return of(rates, base, quote).getFirst();
    }

    /** All pairs with this base and this quote, or 404 when there is none; null means any. */
    static List<Pair> of(Rates rates, @Nullable String base, @Nullable String quote) {
        var wanted =
                rates.pairs().stream()
                        .filter(it -> base == null || it.base().equals(base))
                        .filter(it -> quote == null || it.quote().equals(quote))
                        .toList();
        if (wanted.isEmpty()) {
            var detail = "No such pair is priced here";
            throw new Refused(Problem.of(HttpStatus.NOT_FOUND, "pair-not-priced", detail));
        }
        return wanted;
    }
}
