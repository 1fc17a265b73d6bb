package io.sluice.quote.venue;

import java.util.List;
import java.util.Map;

/**
 * One request to a venue.
 *
 * @param path below the venue's URL, with {@code {variables}}
 * @param listings whose tickers the answer holds
 */
record Question(String path, Map<String, String> variables, List<Listing> listings) {

    /** One question for each listing, with its symbol as {@code {symbol}}. */
    static List<Question> each(String path, List<Listing> listings) {
        return listings.stream()
                .map(it -> new Question(path, Map.of("symbol", it.symbol()), List.of(it)))
                .toList();
    }
}
