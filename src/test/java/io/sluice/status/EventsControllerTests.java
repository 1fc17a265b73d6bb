package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.merchant.Caller;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EventsControllerTests {

    final FakeJournal journal = new FakeJournal();
    final EventsController controller =
            new EventsController(new StreamAccess((_, _) -> Mono.empty()), journal);

    @BeforeEach
    void saySomething() {
        LongStream.rangeClosed(1, 5).forEach(version -> journal.commit(event(version)));
    }

    @Test
    void listsWhatWasSaidInTheWordsOfWhoAsks() {
        events(Listening.PARTNER, null, 2)
                .expectNext(
                        """
                        {"data":[{"merchant":1},{"merchant":2}],"has_more":true,"next_cursor":"2"}\
                        """)
                .verifyComplete();
        events(Listening.PAYER, "2", 200)
                .expectNext(
                        """
                        {"data":[{"payer":3},{"payer":4},{"payer":5}],"has_more":false,"next_cursor":null}\
                        """)
                .verifyComplete();
    }

    @Test
    void endsWithAFullPageWhenThereIsNoMore() {
        events(Listening.PAYER, "3", 2)
                .expectNext(
                        """
                        {"data":[{"payer":4},{"payer":5}],"has_more":false,"next_cursor":null}\
                        """)
                .verifyComplete();
    }

    @ParameterizedTest
    @CsvSource({"abc,10", "-1,10", "1,0", "1,201"})
    void refusesACursorItNeverGaveAndALimitOutOfBounds(String cursor, int limit) {
        events(Listening.PAYER, cursor, limit).verifyError(StatusFailure.BadPage.class);
    }

    private StepVerifier.FirstStep<String> events(
            Caller caller, @Nullable String cursor, int limit) {
        return controller
                .events(caller, PAYMENT, cursor, limit)
                .map(answer -> Objects.requireNonNull(answer.getBody()))
                .map(body -> new String(body, UTF_8))
                .as(StepVerifier::create);
    }
}
