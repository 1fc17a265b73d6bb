package io.sluice.e2e;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.openapi.ApiDocument;
import io.sluice.sandbox.SandboxMerchant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Asks a real gateway for everything its description names, mostly in ways that are wrong. */
@ExtendWith(SharedWorld.class)
@TestInstance(Lifecycle.PER_CLASS)
class FuzzTests {

    private static final Set<String> ON_ALL =
            Set.of("x-request-id", "cache-control", "x-content-type-options");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Nothing of how it is made leaves. */
    private static final String INTERNALS =
            "(?s).*(io\\.sluice|org\\.spring|tools\\.jackson|fasterxml|io\\.netty|r2dbc|postgres"
                    + "|Exception|SELECT |INSERT |java\\.(lang|util|net)|/home/|/root/|\\.java).*";

    final World world;
    final ApiDocument document = ApiDocument.committed();
    final ExplainedProblems problems = new ExplainedProblems();

    FuzzTests(World world) throws IOException {
        this.world = world;
    }

    @RepeatedTest(2)
    void answersWhateverIsAskedAsDescribed(RepetitionInfo repetition) throws Exception {
        ask(repetition.getCurrentRepetition(), 300, ofSeconds(3));
    }

    @Tag("full")
    @RepeatedTest(40)
    void answersTensOfThousandsAsDescribed(RepetitionInfo repetition) throws Exception {
        ask(1_000 + repetition.getCurrentRepetition(), 1_000, ofMinutes(2));
    }

    private void ask(long seed, int count, Duration atMost) throws Exception {
        var merchant = "fuzz-" + UUID.randomUUID();
        var maker = new FuzzMaker(document, new Random(seed), known(merchant));
        var complaints = new ArrayList<String>();
        var end = System.nanoTime() + atMost.toNanos();
        try (var state = new MerchantState(world.sandbox(), merchant)) {
            for (var number = 0; number < count && System.nanoTime() < end; number++) {
                var which = "seed %d, request %d ".formatted(seed, number);
                var request = maker.next();
                try {
                    complaint(request, state).ifPresent(it -> complaints.add(which + it));
                } catch (HttpTimeoutException silence) {
                    complaints.add(which + request + " is not answered");
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    /** What is wrong with the answer, if anything. */
    private Optional<String> complaint(FuzzRequest request, MerchantState state)
            throws IOException, InterruptedException {
        var before = state.now();

        var answer = CLIENT.send(request.to(world.gateway()), BodyHandlers.ofInputStream());
        var body = body(answer);

        var status = answer.statusCode();
        var type = answer.headers().firstValue("Content-Type").orElse("");
        return request.operation
                .complaint(status, type, body)
                .or(() -> when(status >= 500, "is a fault of ours"))
                .or(() -> when(status >= 400 && !before.equals(state.now()), "changed something"))
                .or(() -> when(status >= 400 && body.matches(INTERNALS), "tells of our insides"))
                .or(() -> problems.complaint(status, body))
                .or(() ->
                        when(
                                !answer.headers().map().keySet().containsAll(ON_ALL),
                                "lacks a header"))
                .map(it -> "%s: %s -> %d %s".formatted(it, request, status, body));
    }

    private static Optional<String> when(boolean wrong, String what) {
        return wrong ? Optional.of(what) : Optional.empty();
    }

    /** A stream would never end. */
    private static String body(HttpResponse<InputStream> answer) throws IOException {
        try (var in = answer.body()) {
            var type = answer.headers().firstValue("Content-Type").orElse("");
            return type.startsWith("text/event-stream")
                    ? ""
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Map<String, List<String>> known(String merchant) {
        var partner = world.partner(merchant);
        partner.registerWallet(5_000 + new Random().nextInt(1_000_000));
        var other = world.newPartner().open("25.00");
        var first = partner.open("25.00");
        var second = partner.open("1.00");
        var quote = quote(partner);
        var token = requireNonNull(partner.authorized().get("Authorization"));
        var reader = world.sandbox().issuer().token(merchant).scope("payments:read").serialized();
        return Map.of(
                "id", List.of(first.id(), second.id()),
                "quote", List.of(quote),
                "{merchant}", List.of(merchant, merchant + "-2", "..%2Fshop", "%C3%A4", "%20"),
                "foreign", List.of(other.id(), quote, "pay_" + "0".repeat(26)),
                "asset", List.of(world.sandbox().token().assetId()),
                "xpub", List.of(SandboxMerchant.xpub(5_000), SandboxMerchant.xpub(5_001)),
                "Authorization", List.of(token, token, token, "Bearer " + first.payerToken()),
                "stranger",
                        List.of(
                                "",
                                "Bearer x",
                                "Basic eDp4",
                                "Bearer " + reader,
                                "Bearer " + other.payerToken(),
                                "Bearer " + "x".repeat(5_000)));
    }

    private String quote(Partner partner) {
        var order =
                """
                {"price":{"amount":"25.00","currency":"EUR"},"asset":"%s"}\
                """
                        .formatted(world.sandbox().token().assetId());
        return partner.post("/v1/quotes", order).expect(201).json().get("id").asString();
    }
}
