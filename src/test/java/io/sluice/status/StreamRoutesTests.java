package io.sluice.status;

import static io.sluice.status.FakeJournal.MERCHANT;
import static io.sluice.status.FakeJournal.OTHER;
import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.sluice.SseListener;
import io.sluice.merchant.Caller;
import io.sluice.platform.keys.Secret;
import io.sluice.sandbox.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.server.WebServer;
import reactor.test.StepVerifier;

/** Whoever asks for a stream is let in or refused in the same words by either route. */
@TestInstance(Lifecycle.PER_CLASS)
class StreamRoutesTests {

    static final String STREAM = "/v1/payments/%s/stream".formatted(OTHER);

    final HttpClient http = HttpClient.newHttpClient();
    final GuardedStreams streams = new GuardedStreams();

    StreamRoutesTests() {
        streams.context.getBean(FakeJournal.class).commit(event(OTHER, 7, true, ""));
    }

    @AfterAll
    void stop() {
        streams.close();
        http.close();
    }

    /** A request, and the status and some words of its answer. */
    record Asked(
            String method, String path, Map<String, String> headers, int status, String words) {

        @Override
        public String toString() {
            return "%s %s %s".formatted(method, path, headers.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource({"letIn", "refused", "noStreams", "ofPages"})
    void answerTheSame(Asked asked) throws Exception {
        var byWebFlux = answer(streams.servers.byWebFlux(), asked);

        assertThat(byWebFlux.status()).isEqualTo(asked.status());
        assertThat(byWebFlux.toString()).contains(asked.words());
        assertThat(answer(streams.servers.byConnection(), asked)).isEqualTo(byWebFlux);
    }

    List<Asked> letIn() {
        var payer = bearer(streams.payerToken(OTHER));
        return List.of(
                get(STREAM, partner("payments:read"), 200, "{\"merchant\":7}"),
                get(STREAM, payer, 200, "{\"payer\":7}"),
                get(STREAM + "?mode=log&other=1", payer, 200, "event: end"),
                get(STREAM + "?last_event_id=7", payer, 204, ""),
                get(STREAM, with(payer, "Last-Event-ID", "7"), 204, ""),
                get(STREAM, with(payer, "Last-Event-ID", "8\u00e9"), 200, "id: 7"),
                new Asked("HEAD", STREAM, payer, 200, "text/event-stream"));
    }

    List<Asked> refused() {
        var payer = bearer(streams.payerToken(OTHER));
        var expired = streams.issuer.token(MERCHANT.value()).expired().serialized();
        return List.of(
                get(STREAM, Map.of(), 401, "unauthenticated"),
                get(STREAM, bearer("nonsense"), 401, "error=\"invalid_token\""),
                get(STREAM, bearer(expired), 401, "The token has expired"),
                get(STREAM, partner("payments:write"), 403, "missing-scope"),
                get(STREAM, bearer(streams.payerToken(PAYMENT)), 404, "payment-not-found"),
                get(
                        STREAM,
                        bearer(streams.issuer.token("other").serialized()),
                        404,
                        "payment-not-found"),
                get(
                        "/v1/payments/%s/stream".formatted(PAYMENT),
                        partner("payments:read"),
                        404,
                        "payment-not-found"),
                get(STREAM + "?mode=loud", payer, 400, "unknown-stream-mode"),
                get(STREAM + "?mode=log&x=%00", payer, 400, "control characters"),
                get(STREAM + "?ticket=" + "x".repeat(47), Map.of(), 401, "invalid-ticket"),
                get(STREAM + "?ticket=a&ticket=b", Map.of(), 401, "invalid-ticket"),
                get(STREAM + "?ticket=a", payer, 400, "token-and-ticket"),
                new Asked("HEAD", STREAM + "?ticket=a", Map.of(), 401, "resource_metadata"),
                get("/v1/stream", payer, 403, "forbidden"),
                get("/v1/stream", Map.of(), 401, "unauthenticated"),
                get(STREAM, with(payer, "Accept", "application/json"), 200, "event: end"));
    }

    List<Asked> noStreams() {
        var payer = bearer(streams.payerToken(OTHER));
        return List.of(
                get("/v1/nothing/stream", payer, 404, "not-found"),
                get(STREAM + "/", payer, 404, "not-found"),
                get("/v1/payments/nonsense/stream", payer, 400, "invalid-request"),
                get("/v1/payments/%2e%2e/stream", payer, 400, ""),
                get(STREAM + ";x=1", payer, 400, ""),
                new Asked("POST", STREAM, payer, 405, "method-not-allowed"),
                new Asked("DELETE", STREAM, payer, 405, "method-not-allowed"));
    }

    List<Asked> ofPages() {
        var payer = bearer(streams.payerToken(OTHER));
        var page = Map.of("Origin", GuardedStreams.PAGE);
        return List.of(
                get(STREAM, with(payer, "Origin", GuardedStreams.PAGE), 200, GuardedStreams.PAGE),
                get(STREAM, with(payer, "Origin", "https://elsewhere.example"), 200, "Origin"),
                get(STREAM, page, 401, GuardedStreams.PAGE),
                new Asked(
                        "OPTIONS",
                        STREAM,
                        with(page, "Access-Control-Request-Method", "GET"),
                        204,
                        "Last-Event-ID"));
    }

    @Test
    void openForATicketAsOftenAsItsClientComesBack() throws Exception {
        for (var server : servers()) {
            var tickets = streams.context.getBean(FakeTickets.class);
            var payer =
                    new Caller.Payer(
                            MERCHANT, OTHER.value(), Listening.NOON, GuardedStreams.inAMinute());
            var ticket =
                    new Ticket(
                            new Secret(
                                    "tkt_"
                                            + "%d"
                                                    .formatted(server.getPort())
                                                    .repeat(9)
                                                    .substring(0, 43)));
            tickets.add(ticket.hash(), OTHER, payer)
                    .as(StepVerifier::create)
                    .expectNextCount(1)
                    .verifyComplete();
            var path = STREAM + "?ticket=" + ticket.text().value();

            assertThat(answer(server, get(path, Map.of(), 200, "")).body()).contains("\"payer\":7");
            var back = Map.of("Last-Event-ID", "7");
            assertThat(answer(server, get(path, back, 204, "")).status()).isEqualTo(204);
        }
    }

    /** How long a stream is open says nothing of how fast the gateway answers. */
    @Test
    void countsARequestWhenItIsLetIn() {
        var port = streams.servers.byConnection().getPort();
        var address = URI.create("http://127.0.0.1:%d/v1/stream".formatted(port));
        var before = requests("/v1/stream");

        try (var listener = SseListener.open(address, partner("events:read"))) {
            listener.hears(ofSeconds(5), it -> it.event().equals("retry"));

            Eventually.holds(ofSeconds(5), () -> requests("/v1/stream") == before + 1);
            assertThat(listener.ended()).isFalse();
        }
    }

    private long requests(String uri) {
        return streams
                .meters
                .find("http.server.requests")
                .tag("uri", uri)
                .tag("status", "200")
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private List<WebServer> servers() {
        return List.of(streams.servers.byConnection(), streams.servers.byWebFlux());
    }

    /**
     * What of an answer has to be equal.
     *
     * @param headers without what is another's in every answer
     */
    record Answer(int status, Map<String, List<String>> headers, String body) {}

    private Answer answer(WebServer server, Asked asked) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:%d%s".formatted(server.getPort(), asked.path()));
        var request =
                HttpRequest.newBuilder(address).method(asked.method(), BodyPublishers.noBody());
        asked.headers().forEach(request::header);
        return answer(http.send(request.build(), BodyHandlers.ofString()));
    }

    private static Answer answer(HttpResponse<String> response) {
        var headers = new TreeMap<>(response.headers().map());
        assertThat(headers.remove("x-request-id")).hasSize(1);
        assertThat(headers).containsKeys("cache-control", "x-content-type-options");
        headers.remove("date");
        var body =
                response.body()
                        .replaceAll("\"request_id\":\"[^\"]*\"", "")
                        .replaceAll("retry: \\d+", "retry");
        return new Answer(response.statusCode(), headers, body);
    }

    private static Asked get(String path, Map<String, String> headers, int status, String words) {
        return new Asked("GET", path, headers, status, words);
    }

    private Map<String, String> partner(String scope) {
        return bearer(streams.issuer.token(MERCHANT.value()).scope(scope).serialized());
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static Map<String, String> with(
            Map<String, String> headers, String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return more;
    }
}
