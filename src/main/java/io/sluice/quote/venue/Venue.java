package io.sluice.quote.venue;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How one kind of venue is asked and understood. A component of this type is all that a new dialect
 * takes.
 */
interface Venue {

    /** What configuration calls it. */
    String dialect();

    /** The fewest requests that cover all of {@code listings}. */
    List<Question> questions(List<Listing> listings);

    /**
     * An answer as a tree.
     *
     * @throws SourceFailure when it is none
     */
    default JsonNode parse(String body) {
        return StrictJson.parse(body);
    }

    /**
     * Finds {@code listing} in the answer to its question.
     *
     * @throws SourceFailure when the answer is an error or makes no sense
     */
    Ticker read(Listing listing, JsonNode answer);
}
