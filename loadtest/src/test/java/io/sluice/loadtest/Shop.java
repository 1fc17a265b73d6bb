package io.sluice.loadtest;

import java.io.IOException;
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
import java.util.regex.Pattern;

/** The merchant under load: set up once, before anything is measured. */
final class Shop {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 60;
    private static final Pattern ACCESS_TOKEN =
            Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final Target target;
    private final HttpClient http = HttpClient.newHttpClient();

    Shop(Target target) {
        this.target = target;
    }

    /** Gets a token, registers a wallet if there is none, and waits until payments can be opened. */
    String opened() throws IOException, InterruptedException {
        var token = token();
        if (!call(token, "/v1/merchant/wallets", null).body().contains("\"eip155\"")) {
            var wallet = "{\"family\":\"eip155\",\"xpub\":\"%s\"}".formatted(target.xpub());
            require(call(token, "/v1/merchant/wallets", wallet), "register the wallet");
        }
        awaitFirstPayment(token);
        return token;
    }

    /** What every payment of the load is. */
    static String payment(String asset) {
        return """
               {"price":{"amount":"1.00","currency":"EUR"},"reference":"load-test",
                "assets":["%1$s"],"asset":"%1$s"}
               """
                .formatted(asset);
    }

    private String token() throws IOException, InterruptedException {
        var form =
                "grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(encoded(target.client()), encoded(target.secret()));
        var request =
                HttpRequest.newBuilder(URI.create(target.tokenUrl()))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        var token = ACCESS_TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new IllegalStateException("no token: HTTP " + answer.statusCode());
        }
        return token.group(1);
    }

    /** A gateway that has just started has no rates and no addresses for a moment (503). */
    private void awaitFirstPayment(String token) throws IOException, InterruptedException {
        var answer = call(token, "/v1/payments", payment(target.asset()));
        for (var tries = 1; answer.statusCode() == 503 && tries < TRIES; tries++) {
            Thread.sleep(Duration.ofMillis(500));
            answer = call(token, "/v1/payments", payment(target.asset()));
        }
        require(answer, "open a first payment");
    }

    /** A GET without a body, else a POST. */
    private HttpResponse<String> call(String token, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(target.gateway()).resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token);
        if (body != null) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString(body));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void require(HttpResponse<String> answer, String what) {
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(
                    "could not %s: HTTP %d %s"
                            .formatted(what, answer.statusCode(), answer.body()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
