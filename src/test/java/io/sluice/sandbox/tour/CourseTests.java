package io.sluice.sandbox.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CourseTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<String> said = new ArrayList<>();

    @Test
    void saysEachStateOnceAndWhatIsOutOfTheOrdinary() {
        var course =
                course(
                        state("awaiting_payment", ""),
                        state("awaiting_payment", ""),
                        state("awaiting_payment", "\"expiry_blocked_by\":[\"eip155:1\"],"),
                        state("settled", "\"exceptions\":[\"late\",\"overpaid\"],"));

        course.becomes("settled", "awaiting_payment");

        assertThat(said)
                .containsExactly(
                        "  → awaiting_payment",
                        "  → awaiting_payment (expiry blocked by eip155:1)",
                        "  → settled (late, overpaid)");
    }

    @Test
    void failsAtAStatusThatIsNotOnTheWay() {
        var course = course(state("processing", ""), state("reversed", ""), state("settled", ""));

        assertThatIllegalStateException()
                .isThrownBy(() -> course.becomes("settled", "processing"))
                .withMessage("pay_1 is reversed and was to tell settled");
    }

    @Test
    void failsWhenTheStreamEndsTooSoon() {
        var course = course(state("processing", ""));

        assertThatIllegalStateException()
                .isThrownBy(() -> course.becomes("settled", "processing"))
                .withMessageContaining("pay_1 is processing and tells no settled");
    }

    @Test
    void failsWhenItDoesNotStayWhatItWas() {
        var course = course(state("awaiting_payment", ""), state("expired", ""));
        course.becomes("awaiting_payment");

        assertThatIllegalStateException()
                .isThrownBy(() -> course.stays(PATIENCE))
                .withMessage("pay_1 is expired and was to stay awaiting_payment");
    }

    @Test
    void looksAtAClosedOneUntilItIsWhatItWasToBecome() {
        var course = course();
        var states =
                Stream.of("expired", "expired", "action_required")
                        .map(it -> (JsonNode) JSON.createObjectNode().put("status", it))
                        .iterator();

        course.isFoundToBe("action_required", states::next);

        assertThat(said).containsExactly("  → expired", "  → action_required");
    }

    private Course course(String... states) {
        return new Course(
                StatusStream.of(Stream.of(states).flatMap(String::lines)), PATIENCE, said::add);
    }

    private static String state(String status, String more) {
        return """
        event: payment
        data: {"data":{"id":"pay_1",%s"status":"%s"}}

        """
                .formatted(more, status);
    }
}
