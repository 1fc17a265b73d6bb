package io.sluice.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks the gateway as any client does. */
final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static Reply get(URI url, Map<String, String> headers) {
        return send(request(url, headers).GET().build());
    }

    static Reply send(String method, URI url, String body, Map<String, String> headers) {
        return send(request(method, url, body, headers));
    }

    static CompletableFuture<Reply> sendAsync(
            String method, URI url, String body, Map<String, String> headers) {
        return CLIENT.sendAsync(request(method, url, body, headers), BodyHandlers.ofString())
                .thenApply(Reply::of);
    }

    private static HttpRequest request(
            String method, URI url, String body, Map<String, String> headers) {
        return request(url, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder request(URI url, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        return request;
    }

    private static Reply send(HttpRequest request) {
        try {
            return Reply.of(CLIENT.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
