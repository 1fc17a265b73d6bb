package io.sluice.e2e;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;

import io.sluice.SseListener;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Repeats each request, with the same key, until any of the replicas answers it. */
final class PatientClient {

    private static final Duration PATIENCE = ofMinutes(2);

    /** Answers that no gateway should give. */
    final Queue<String> strange = new ConcurrentLinkedQueue<>();

    private final List<URI> replicas;
    private final Map<String, String> authorized;
    private final Random random;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger putOff = new AtomicInteger();

    PatientClient(List<URI> replicas, Map<String, String> authorized, Random random) {
        this.replicas = replicas;
        this.authorized = authorized;
        this.random = random;
    }

    Reply post(String path, String body, String key) {
        var headers = new LinkedHashMap<>(authorized);
        headers.put("Idempotency-Key", key);
        return untilAnswered(() -> Http.send("POST", any().resolve(path), body, headers));
    }

    Reply get(String path) {
        return untilAnswered(() -> Http.get(any().resolve(path), authorized));
    }

    /** A stream of any replica that gives one; the last event heard is 0 when none was. */
    Optional<SseListener> listen(String path, long lastEvent) {
        var headers = new LinkedHashMap<>(authorized);
        if (lastEvent > 0) {
            headers.put("Last-Event-ID", Long.toString(lastEvent));
        }
        try {
            return Optional.of(SseListener.open(any().resolve(path), headers));
        } catch (IllegalStateException noAnswer) {
            return Optional.empty();
        }
    }

    /** How it went with its requests; of those without an answer nobody knows what became. */
    String tally() {
        return "%s requests answered, %s put off, %s without answer"
                .formatted(answered, putOff, unanswered);
    }

    private Reply untilAnswered(Supplier<Reply> request) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var reply = tried(request).filter(this::isAnswer);
            if (reply.isPresent()) {
                answered.incrementAndGet();
                return reply.get();
            }
            Pause.upTo(ofMillis(200), random);
        }
        throw new AssertionError("No replica answered in " + PATIENCE);
    }

    private Optional<Reply> tried(Supplier<Reply> request) {
        try {
            return Optional.of(request.get());
        } catch (IllegalStateException noAnswer) {
            unanswered.incrementAndGet();
            return Optional.empty();
        }
    }

    private boolean isAnswer(Reply reply) {
        var comeAgain = reply.status() == 503 || reply.body().contains("idempotency-key-in-use");
        if (comeAgain) {
            putOff.incrementAndGet();
        } else if (reply.status() >= 500) {
            strange.add(reply.status() + " " + reply.body());
        }
        return !comeAgain && reply.status() < 500;
    }

    private URI any() {
        return replicas.get(random.nextInt(replicas.size()));
    }
}
