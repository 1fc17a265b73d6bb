package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner's client: speaks nothing but the gateway's public API. */
public final class PublicApi {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 30;
    private static final long BETWEEN_TRIES_NANOS = Duration.ofMillis(300).toNanos();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final String token;

    public PublicApi(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** Gets a token as OAuth clients do, with the client's own credentials. */
    public static PublicApi of(URI gateway, URI tokenUrl, String client, String secret) {
        var body =
                "grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(
                                URLEncoder.encode(client, StandardCharsets.UTF_8),
                                URLEncoder.encode(secret, StandardCharsets.UTF_8));
        var anonymous = new PublicApi(tokenUrl, "");
        var request =
                HttpRequest.newBuilder(tokenUrl)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        var answer = anonymous.json(anonymous.send(request, BodyHandlers.ofString()));
        return new PublicApi(gateway, answer.path("access_token").asString());
    }

    /** The gateway's word on why it did not do what was asked. */
    public static final class Refusal extends RuntimeException {

        private final int status;

        Refusal(int status, String what) {
            super(status + " " + what);
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** Whether asking again in a moment may help. */
        boolean passing() {
            return status == 503 || status == 429 || status == 409;
        }
    }

    public JsonNode get(String path) {
        return patiently(request(path).GET().build());
    }

    public JsonNode put(String path, Object body) {
        return patiently(request(path).PUT(publisher(body)).build());
    }

    /** Posts with a key of its own. */
    public JsonNode post(String path, Object body) {
        return patiently(posting(path, body).build());
    }

    /** Posts what holds only for the version that was looked at. */
    public JsonNode post(String path, Object body, long version) {
        return patiently(posting(path, body).header("If-Match", "\"" + version + "\"").build());
    }

    private HttpRequest.Builder posting(String path, Object body) {
        var key = UUID.randomUUID().toString();
        return request(path).header("Idempotency-Key", key).POST(publisher(body));
    }

    /** The lines of an event stream, as they come; to be closed. */
    public Stream<String> lines(String path) {
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/event-stream")
                        .build();
        var answer = send(request, BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new Refusal(answer.statusCode(), "on " + path);
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    /** Asks again, with the same key, while the gateway says that it is not ready. */
    private JsonNode patiently(HttpRequest request) {
        for (var tries = 1; ; tries++) {
            try {
                return json(send(request, BodyHandlers.ofString()));
            } catch (Refusal refusal) {
                if (!refusal.passing() || tries == TRIES) {
                    throw refusal;
                }
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            }
        }
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            var what = answer.request().method() + " " + answer.uri().getPath();
            throw new Refusal(answer.statusCode(), "on " + what + ": " + answer.body());
        }
        return answer.body().isBlank() ? JSON.missingNode() : JSON.readTree(answer.body());
    }
}
