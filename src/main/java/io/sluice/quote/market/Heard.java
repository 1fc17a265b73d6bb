package io.sluice.quote.market;

import io.sluice.platform.reactive.Answer;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Ticker;
import java.util.List;

/** All that one source said in one round. */
public record Heard(String source, String operator, List<Answer<Listing, Ticker>> answers) {}
