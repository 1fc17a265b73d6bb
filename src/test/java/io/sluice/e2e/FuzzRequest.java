package io.sluice.e2e;

import io.sluice.openapi.ApiOperation;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A request that is being made up; some of it is wrong on purpose. */
final class FuzzRequest {

    /**
     * A name and a value.
     *
     * @param encoded whether the value is sent as it is
     */
    record Pair(String name, String value, boolean encoded) {
        static Pair of(String name, String value) {
            return new Pair(name, value, false);
        }
    }

    final ApiOperation operation;
    final List<Pair> headers = new ArrayList<>();
    final List<Pair> query = new ArrayList<>();
    String id = "";
    String merchant = "";
    byte[] body = {};

    FuzzRequest(ApiOperation operation) {
        this.operation = operation;
    }

    HttpRequest to(URI gateway) {
        var request =
                HttpRequest.newBuilder(gateway.resolve(address()))
                        .timeout(Duration.ofSeconds(20))
                        .method(operation.method(), BodyPublishers.ofByteArray(body));
        headers.forEach(it -> request.header(it.name(), it.value()));
        return request.build();
    }

    private String address() {
        var address = new StringBuilder(path());
        var separator = '?';
        for (var it : query) {
            address.append(separator).append(it.name()).append('=');
            address.append(it.encoded() ? it.value() : encoded(it.value()));
            separator = '&';
        }
        return address.toString();
    }

    private String path() {
        return operation.path().replace("{id}", id).replace("{merchant}", merchant);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the token. */
    @Override
    public String toString() {
        var shown = headers.stream().filter(it -> !it.name().equals("Authorization")).toList();
        var text = new String(body, StandardCharsets.UTF_8);
        return "%s %s %s %s"
                .formatted(operation.method(), cut(address()), cut(shown.toString()), cut(text));
    }

    private static String cut(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}
