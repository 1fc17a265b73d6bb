package io.sluice.sandbox.tour;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The states of one payment as they come: says what is new, and fails when it is not as told. */
final class Course {

    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(200).toNanos();

    private final StatusStream stream;
    private final Duration patience;
    private final Consumer<String> say;

    private JsonNode payment = JsonMapper.shared().missingNode();
    private String said = "";

    Course(StatusStream stream, Duration patience, Consumer<String> say) {
        this.stream = stream;
        this.patience = patience;
        this.say = say;
    }

    /** The newest state. */
    JsonNode payment() {
        return payment;
    }

    /** Waits for a status, and fails at any other than those that may come before. */
    void becomes(String status, String... before) {
        hear(status, it -> status(it).equals(status), List.of(before));
    }

    /** Waits until it says something else, in the same status. */
    void says(String what, Predicate<JsonNode> wanted) {
        hear(what, wanted, List.of());
    }

    /** Fails if the status changes within {@code time}. */
    void stays(Duration time) {
        var status = status(payment);
        var end = System.nanoTime() + time.toNanos();
        for (var next = stream.next(time); next.isPresent(); next = stream.next(left(end))) {
            take(next.get());
            require(status(payment).equals(status), "was to stay " + status);
        }
    }

    /** Looks again and again at one that was closed: its stream is over. */
    void isFoundToBe(String status, Supplier<JsonNode> look) {
        var end = System.nanoTime() + patience.toNanos();
        while (!status(payment).equals(status)) {
            require(left(end).isPositive(), "was to become " + status + " within " + patience);
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            take(look.get());
        }
    }

    /** Fails with where the payment is, unless it is {@code asTold}. */
    void require(boolean asTold, String otherwise) {
        if (!asTold) {
            var id = payment.path("id").asString("the payment");
            throw new IllegalStateException(
                    "%s is %s and %s".formatted(id, status(payment), otherwise));
        }
    }

    private void take(JsonNode next) {
        payment = next;
        var words = Words.of(payment);
        if (!words.equals(said)) {
            said = words;
            say.accept("  " + words);
        }
    }

    private static String status(JsonNode payment) {
        return payment.path("status").asString("unheard of");
    }

    private void hear(String what, Predicate<JsonNode> wanted, List<String> allowed) {
        var before = status(payment);
        var end = System.nanoTime() + patience.toNanos();
        while (!wanted.test(payment)) {
            var next = stream.next(left(end));
            require(next.isPresent(), "tells no " + what + " within " + patience);
            take(next.orElseThrow());
            var expected = wanted.test(payment) || status(payment).equals(before);
            require(expected || allowed.contains(status(payment)), "was to tell " + what);
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
