package io.sluice.status;

import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.FakeJournal.foreign;
import static io.sluice.status.Listening.PARTNER;
import static io.sluice.status.Listening.PAYER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.Caller;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.PaymentFailure;
import io.sluice.platform.http.Cursors;
import io.sluice.platform.http.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MerchantEventsControllerTests {

    final FakeJournal journal = new FakeJournal();
    final MerchantEventsController controller = new MerchantEventsController(journal);

    @Test
    void listsTheMerchantsEventsPageByPageAndNobodyElses() {
        journal.commit(event(1), foreign(1), event(2), foreign(2), event(3));
        journal.relay();

        var first = page(null, 2);
        var last = page(cursor(first), 2);

        assertThat(json(first).get("data")).hasToString("[{\"merchant\":1},{\"merchant\":2}]");
        assertThat(json(first).get("has_more").asBoolean()).isTrue();
        assertThat(first.getHeaders().getFirst("Link"))
                .contains("after=" + cursor(first), "limit=2", "rel=\"next\"");
        assertThat(json(last).get("data")).hasToString("[{\"merchant\":3}]");
        assertThat(json(last).get("has_more").asBoolean()).isFalse();
        assertThat(last.getHeaders().getFirst("Link")).isNull();
    }

    @Test
    void tellsFollowersWhereWhatComesLaterWillBe() {
        journal.commit(foreign(1));
        journal.relay();
        var empty = page(null, 2);
        journal.commit(event(1));
        journal.relay();
        var one = page(cursor(empty), 2);
        var none = page(cursor(one), 2);
        journal.commit(foreign(2), event(2), event(3));
        journal.relay();
        var two = page(cursor(none), 2);

        assertThat(json(empty).get("data")).isEmpty();
        assertThat(json(one).get("data")).hasToString("[{\"merchant\":1}]");
        assertThat(json(none).get("data")).isEmpty();
        assertThat(json(two).get("data")).hasToString("[{\"merchant\":2},{\"merchant\":3}]");
        assertThat(json(two).get("has_more").asBoolean()).isFalse();
    }

    @Test
    void tellsNothingThatHasNoPlaceYet() {
        journal.commit(event(1));

        assertThat(json(page(null, 2)).get("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "abc", "", "WyJwYXltZW50cyIsIjEiXQ"})
    void refusesACursorItNeverGave(String cursor) {
        events(PARTNER, cursor, 10).as(StepVerifier::create).verifyError(Refused.class);
    }

    @Test
    void refusesAPlaceOfAnotherJournalOrOneThatIsStillToCome() {
        journal.commit(event(1));
        journal.relay();
        var other = EventCursors.text(new Mark("other", 1));
        var future = EventCursors.text(new Mark("journal", 2));
        var noPlace = Cursors.encode("events", List.of("journal", "-1"));

        for (var cursor : List.of(other, future, noPlace)) {
            events(PARTNER, cursor, 10)
                    .as(StepVerifier::create)
                    .verifyErrorSatisfies(failure ->
                            assertThat(failure)
                                    .isInstanceOfSatisfying(
                                            Refused.class,
                                            it ->
                                                    assertThat(it.problem().code())
                                                            .isEqualTo("invalid-cursor")));
        }
    }

    @Test
    void isClosedToPayers() {
        events(PAYER, null, 10).as(StepVerifier::create).verifyError(PaymentFailure.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void refusesALimitOutOfBounds(int limit) {
        events(PARTNER, null, limit).as(StepVerifier::create).verifyError(Refused.class);
    }

    private ResponseEntity<byte[]> page(@Nullable String after, int limit) {
        return events(PARTNER, after, limit).blockOptional().orElseThrow();
    }

    private Mono<ResponseEntity<byte[]>> events(Caller caller, @Nullable String after, int limit) {
        var request = MockServerHttpRequest.get("/v1/events?limit=" + limit).build();
        return controller.events(caller, after, limit, request);
    }

    private static String cursor(ResponseEntity<byte[]> page) {
        return json(page).get("next_cursor").asString();
    }

    private static JsonNode json(ResponseEntity<byte[]> page) {
        var body = page.getBody();
        return JsonMapper.shared().readTree(new String(body == null ? new byte[0] : body, UTF_8));
    }
}
