package io.sluice.sandbox.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a gateway one thing, and shows all of the answer. */
final class Ask {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Ask() {}

    /** What was answered. */
    record Answer(int status, HttpHeaders headers, String body) {

        String header(String name) {
            return String.join(", ", headers.allValues(name));
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** Fails unless it is a problem of this status, said as all are. */
        void isProblem(int wanted) {
            var _ = problem(wanted);
        }

        /** Itself, when it is one. */
        Answer problem(int wanted) {
            Expect.same(wanted, status, "the status of " + body);
            Expect.same("application/problem+json", header("Content-Type"), "a refusal's type");
            Expect.that(json().hasNonNull("request_id"), "a refusal has an id", body);
            return this;
        }
    }

    static Answer get(URI url, Map<String, String> headers) throws Exception {
        return send("GET", url, headers);
    }

    static Answer send(String method, URI url, Map<String, String> headers) throws Exception {
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(15))
                        .method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }

    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }
}
