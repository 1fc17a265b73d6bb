package io.sluice.e2e;

import static java.time.Duration.ofMinutes;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same request to several replicas, one of which dies; needs a world of its own. */
@Tag("full")
class RetryElsewhereTests {

    private static final Duration PATIENCE = ofMinutes(3);

    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    private final List<Replica> replicas = Replica.launch(2, sandbox);

    @BeforeEach
    void start() {
        Eventually.holds(PATIENCE, () -> replicas.stream().allMatch(Replica::isReady));
    }

    @AfterEach
    void stop() {
        replicas.forEach(Replica::close);
        sandbox.close();
    }

    @Test
    void makesOnePaymentOfAHundredEqualRequestsToTwoReplicas() {
        var partner = partner();
        var key = UUID.randomUUID().toString();

        var answers =
                IntStream.range(0, 100)
                        .mapToObj(at -> send(replicas.get(at % 2), partner, "hundred", key))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers)
                .filteredOn(it -> it.status() != 201)
                .extracting(it -> it.json().path("code").asString())
                .allMatch(it -> it.equals("idempotency-key-in-use"));
        assertThat(answers.stream().filter(it -> it.status() == 201).map(Reply::body).distinct())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(it -> it.status() == 201)
                .filteredOn(it -> it.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(named(partner, "hundred")).hasSize(1);
    }

    /** Some were done when it died, and their answers lost; of others nothing had happened. */
    @Test
    void makesOnePaymentOfEachRequestThoughTheReplicaDiesInTheMidst() {
        var partner = partner();
        var keys = new LinkedHashMap<String, String>();
        IntStream.range(0, 60).forEach(at -> keys.put("crash-" + at, UUID.randomUUID().toString()));
        var seed = System.nanoTime();

        var asked = new LinkedHashMap<String, CompletableFuture<Reply>>();
        keys.forEach((reference, key) ->
                asked.put(reference, send(replicas.getFirst(), partner, reference, key)));
        var enough = new Random(seed).nextInt(5, 40);
        Eventually.holds(
                PATIENCE,
                () -> asked.values().stream().filter(CompletableFuture::isDone).count() >= enough);
        var _ = replicas.getFirst().kill();

        keys.forEach((reference, key) -> {
            var again = retried(partner, reference, key);
            assertThat(named(partner, reference))
                    .as("seed %d", seed)
                    .containsExactly(again.json().get("id").asString());
            var before = requireNonNull(asked.get(reference)).exceptionally(_ -> again).join();
            if (before.status() == 201) {
                assertThat(again.body()).as("seed %d", seed).isEqualTo(before.body());
            }
        });
    }

    private Reply retried(Partner partner, String reference, String key) {
        var last = new Reply[1];
        Eventually.holds(
                PATIENCE,
                () -> {
                    last[0] = send(replicas.getLast(), partner, reference, key).join();
                    return last[0].status() != 409 && last[0].status() != 503;
                });
        return last[0].expect(201);
    }

    /** Known when each replica has rates and connections, and so can do what it is asked. */
    private Partner partner() {
        var partners =
                replicas.stream().map(it -> World.with(sandbox, it.url()).newPartner()).toList();
        partners.forEach(it -> assertThat(it.open("1.00").id()).isNotEmpty());
        return partners.getLast();
    }

    private static CompletableFuture<Reply> send(
            Replica replica, Partner partner, String reference, String key) {
        var headers = new LinkedHashMap<>(partner.authorized());
        headers.put("Idempotency-Key", key);
        var order = partner.order("25.00").replace("order-4711", reference);
        return Http.sendAsync("POST", payments(replica), order, headers);
    }

    private static URI payments(Replica replica) {
        return replica.url().resolve("/v1/payments");
    }

    private static List<String> named(Partner partner, String reference) {
        return partner.read("/v1/payments?reference=" + reference)
                .get("data")
                .valueStream()
                .map(it -> it.get("id").asString())
                .toList();
    }
}
