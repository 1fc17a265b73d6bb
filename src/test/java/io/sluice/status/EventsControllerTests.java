package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.Listening.PARTNER;
import static io.sluice.status.Listening.PAYER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.Caller;
import io.sluice.platform.http.Refused;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsControllerTests {

    final FakeJournal journal = new FakeJournal();
    final EventsController controller =
            new EventsController(
                    new StreamAccess((_, _) -> Mono.empty(), new FakeTickets()), journal);

    @BeforeEach
    void saySomething() {
        LongStream.rangeClosed(1, 5).forEach(version -> journal.commit(event(version)));
    }

    @Test
    void listsWhatWasSaidPageByPage() {
        events(PARTNER, null, 3)
                .flatMap(first -> {
                    var json = json(first);
                    var next = json.get("next_cursor").asString();
                    assertThat(json.get("data"))
                            .hasToString("[{\"merchant\":1},{\"merchant\":2},{\"merchant\":3}]");
                    assertThat(json.get("has_more").asBoolean()).isTrue();
                    assertThat(first.getHeaders().getFirst("Link"))
                            .contains("cursor=" + next, "limit=3", "rel=\"next\"");
                    return events(PARTNER, next, 3);
                })
                .as(StepVerifier::create)
                .assertNext(last -> {
                    assertThat(json(last))
                            .hasToString(
                                    "{\"data\":[{\"merchant\":4},{\"merchant\":5}],"
                                            + "\"has_more\":false,\"next_cursor\":null}");
                    assertThat(last.getHeaders().getFirst("Link")).isNull();
                })
                .verifyComplete();
    }

    @Test
    void tellsAPayerThePayersWords() {
        events(PAYER, null, 200)
                .as(StepVerifier::create)
                .assertNext(
                        page -> assertThat(json(page).at("/data/4")).hasToString("{\"payer\":5}"))
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "abc", "", "WyJwYXltZW50cyIsIjEiXQ", "WyJwYXltZW50LWV2ZW50cyIsIngiXQ"})
    void refusesACursorItNeverGave(String cursor) {
        events(PAYER, cursor, 10).as(StepVerifier::create).verifyError(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void refusesALimitOutOfBounds(int limit) {
        events(PAYER, null, limit).as(StepVerifier::create).verifyError(Refused.class);
    }

    private Mono<ResponseEntity<byte[]>> events(Caller caller, @Nullable String cursor, int limit) {
        var request =
                MockServerHttpRequest.get("/v1/payments/" + PAYMENT + "/events?limit=" + limit);
        return controller.events(caller, PAYMENT, cursor, limit, request.build());
    }

    private static JsonNode json(ResponseEntity<byte[]> page) {
        var body = page.getBody();
        return JsonMapper.shared().readTree(new String(body == null ? new byte[0] : body, UTF_8));
    }
}
