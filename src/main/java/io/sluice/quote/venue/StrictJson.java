package io.sluice.quote.venue;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON, in which nothing is said twice. */
final class StrictJson {

    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private StrictJson() {}

    static JsonNode parse(String body) {
        try {
            return STRICT.readTree(body);
        } catch (JacksonException unreadable) {
            throw new SourceFailure.Unusable("did not answer in JSON");
        }
    }
}
