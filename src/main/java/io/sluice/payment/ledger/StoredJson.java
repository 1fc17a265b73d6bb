package io.sluice.payment.ledger;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import tools.jackson.databind.json.JsonMapper;

/** Records as they lie in the database: exactly their components. */
final class StoredJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultVisibility(it ->
                            it.withGetterVisibility(NONE)
                                    .withIsGetterVisibility(NONE)
                                    .withFieldVisibility(ANY))
                    .build();

    private StoredJson() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
