package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a node, one question at a time, and waits for the answer. */
final class JsonRpc {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    JsonRpc(URI url) {
        this.url = url;
    }

    /**
     * The result of one call.
     *
     * @throws IllegalStateException with the node's words when it answers with an error
     */
    JsonNode call(String method, Object... params) {
        var question =
                Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(params));
        var answer = JSON.readTree(post(JSON.writeValueAsString(question)));
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.path("result");
    }

    private String post(String body) {
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(20))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
