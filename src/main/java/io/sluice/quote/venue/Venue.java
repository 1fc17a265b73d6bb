package io.sluice.quote.venue;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** How one kind of venue is asked and understood. */
interface Venue {

    /** The fewest requests that cover all of {@code listings}. */
    List<Question> questions(List<Listing> listings);

    /**
     * Finds {@code listing} in the answer to its question.
     *
     * @throws SourceFailure when the answer is an error or makes no sense
     */
    Ticker read(Listing listing, JsonNode answer);
}
