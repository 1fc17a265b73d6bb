package io.sluice.quote.venue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we know of one source by configuration.
 *
 * @param operator who runs it: two sources of one operator are one vote
 * @param dialect which interface it speaks
 * @param url where it answers, if it is asked over HTTP
 * @param validity how far its word is believed
 * @param patience how long one of its answers is waited for
 */
public record VenueTerms(
        String name,
        String operator,
        String dialect,
        @Nullable String url,
        Validity validity,
        Duration patience,
        List<Listing> listings) {}
