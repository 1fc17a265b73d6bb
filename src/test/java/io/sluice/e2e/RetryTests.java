package io.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryTests {

    final Partner partner;

    RetryTests(World world) {
        this.partner = world.newPartner();
    }

    @Test
    void makesOnePaymentOfAHundredEqualRequestsAtOnce() {
        assertThat(partner.open("1.00").id()).isNotEmpty();
        var reference = "hundred-" + UUID.randomUUID();
        var headers = new LinkedHashMap<>(partner.authorized());
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        var url = partner.gateway().resolve("/v1/payments");

        var answers =
                IntStream.range(0, 100)
                        .mapToObj(_ -> Http.sendAsync("POST", url, order(reference), headers))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(Reply::status).containsOnly(201, 409).contains(201);
        assertThat(answers)
                .filteredOn(it -> it.status() == 409)
                .allMatch(it -> !it.header("Retry-After").isEmpty());
        var id = answers.stream().filter(it -> it.status() == 201).map(Reply::body).distinct();
        assertThat(id).hasSize(1);
        assertThat(named(reference)).hasSize(1);
    }

    /** The repetition is the seed of when the client hangs up. */
    @RepeatedTest(25)
    void happensWhollyOrNotAtAllWhenTheClientHangsUp(RepetitionInfo run) throws IOException {
        assertThat(partner.open("1.00").id()).isNotEmpty();
        var reference = "cut-" + UUID.randomUUID();
        var key = UUID.randomUUID().toString();
        hangUpAfter(
                new Random(run.getCurrentRepetition()).nextInt(12_000_000), order(reference), key);
        var first = retry(reference, key).expect(201);

        var known = named(reference);
        var again = retry(reference, key).expect(201);

        assertThat(known).containsExactly(again.json().get("id").asString());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        var payment = new Payment(partner, known.getFirst());
        assertThat(payment.versions()).containsExactly("1");
        assertThat(payment.address()).startsWith("0x");
    }

    private String order(String reference) {
        return partner.order("25.00").replace("order-4711", reference);
    }

    /** Sends it again for as long as the first one, or what is left of it, still runs. */
    private Reply retry(String reference, String key) {
        var last = new AtomicReference<Reply>();
        Eventually.holds(
                ofSeconds(10),
                () -> {
                    last.set(partner.post("/v1/payments", order(reference), key));
                    return last.get().status() != 409;
                });
        return last.get();
    }

    private List<String> named(String reference) {
        return partner.read("/v1/payments?reference=" + reference)
                .get("data")
                .valueStream()
                .map(it -> it.get("id").asString())
                .toList();
    }

    private void hangUpAfter(int nanos, String body, String key) throws IOException {
        var gateway = partner.gateway();
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(
                            """
                            POST /v1/payments HTTP/1.1\r
                            Host: localhost\r
                            Content-Type: application/json\r
                            Authorization: %s\r
                            Idempotency-Key: %s\r
                            Content-Length: %d\r
                            \r
                            %s\
                            """
                                    .formatted(
                                            partner.authorized().get("Authorization"),
                                            key,
                                            body.getBytes(UTF_8).length,
                                            body)
                                    .getBytes(UTF_8));
            LockSupport.parkNanos(nanos);
        }
    }
}
