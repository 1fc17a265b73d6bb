package io.sluice.quote.api;

import io.sluice.platform.http.ApiJson;
import io.sluice.platform.sse.Frames;
import io.sluice.quote.RateUnavailable;
import io.sluice.quote.Rates;
import io.sluice.quote.venue.Pair;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rates as streams say them: encoded when first needed, then shared by all who hear them. How old
 * words are is told as of when their sources were asked.
 */
final class RateFrames {

    private final Rates rates;
    private final Map<Pair, Said> newest = new ConcurrentHashMap<>();

    RateFrames(Rates rates) {
        this.rates = rates;
    }

    /** What is known of a pair, or why nothing is: the same bytes for as long as that is so. */
    byte[] newest(Pair pair) {
        var known = look(pair);
        return newest.compute(pair, (_, said) -> said(said, known)).frame();
    }

    private Said said(@Nullable Said before, Object known) {
        return before != null && before.known().equals(known)
                ? before
                : new Said(known, frame(known));
    }

    private Object look(Pair pair) {
        try {
            return rates.rate(pair);
        } catch (RateUnavailable unavailable) {
            return new Unavailable(
                    pair.base(),
                    pair.quote(),
                    unavailable.why().code(),
                    String.valueOf(unavailable.getMessage()));
        }
    }

    private byte[] frame(Object known) {
        return known instanceof Rates.Rate rate
                ? Frames.event("rate", ApiJson.bytes(RateView.of(rate, rate.snapshot().at())))
                : Frames.event("unavailable", ApiJson.bytes(known));
    }

    /** Something known, and how it is said. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Said(Object known, byte[] frame) {}

    /** That there is no rate, and why. */
    private record Unavailable(String base, String quote, String code, String detail) {}
}
