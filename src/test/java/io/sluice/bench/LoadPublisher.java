package io.sluice.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Posts what streams are to tell, at a rate that does not care whether anybody keeps up. */
final class LoadPublisher {

    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final LoadOptions options;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private long posted;

    LoadPublisher(LoadOptions options) {
        this.options = options;
    }

    /** Posts to topics in their turn; what each says is when it was due. */
    void run() {
        var start = System.nanoTime();
        var count = (long) options.rate() * options.seconds();
        for (var i = 0L; i < count; i++) {
            var due = start + (long) (i * NANOS / options.rate());
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            post((int) (i % options.topics()), due);
        }
    }

    /** Whether the server has answered everything. */
    boolean isAnswered() {
        return answers.get() == posted;
    }

    /** How many the server did not take. */
    long refused() {
        return posted - taken.get();
    }

    /** How many deliveries what it took has to make. */
    long expected() {
        return expected.get();
    }

    private void post(int topic, long due) {
        var request = HttpRequest.newBuilder(options.publish(topic)).timeout(PATIENCE);
        options.headers().forEach(request::header);
        var body = BodyPublishers.ofString("{\"due\":%d}".formatted(due));
        posted++;
        var _ =
                http.sendAsync(request.POST(body).build(), BodyHandlers.discarding())
                        .whenComplete((answer, _) -> count(topic, answer));
    }

    private void count(int topic, HttpResponse<Void> answer) {
        if (answer != null && answer.statusCode() / 100 == 2) {
            var _ = taken.incrementAndGet();
            var _ = expected.addAndGet(options.streamsOf(topic));
        }
        var _ = answers.incrementAndGet();
    }
}
