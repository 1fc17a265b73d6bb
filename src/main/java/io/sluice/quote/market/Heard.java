package io.sluice.quote.market;

import io.sluice.platform.reactive.Answer;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Ticker;
import io.sluice.quote.venue.Validity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one source said in one round.
 *
 * @param failure why it gave no answer at all; null when it gave some
 */
public record Heard(
        String source,
        String operator,
        Validity validity,
        List<Answer<Listing, Ticker>> answers,
        @Nullable Throwable failure) {}
