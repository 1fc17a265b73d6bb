package io.sluice.e2e;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer of the gateway. */
record Reply(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Itself, if the status is this one. */
    Reply expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError("wanted %d, got %d: %s".formatted(wanted, status, body));
        }
        return this;
    }
}
