package io.sluice.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.sluice.TestDatabase;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Databases;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

class IdempotencyTests {

    static final Duration LONG = Duration.ofSeconds(30);

    final TestDatabase postgres = TestDatabase.fresh();
    final Database database = postgres.database();
    final Idempotency idempotency = new DatabaseIdempotency(database, new Problems(List.of()));
    final AtomicInteger runs = new AtomicInteger();

    @BeforeEach
    void effectsHaveATable() {
        done(database.sql("CREATE TABLE effect (name text NOT NULL)").update());
    }

    @Test
    void happensOnceHoweverManyAskAtTheSameTime() {
        var answers =
                Flux.range(0, 100)
                        .flatMap(
                                _ -> ask("k", "body", effect("one")).onErrorResume(this::code), 100)
                        .collectList()
                        .block(LONG);

        assertThat(effects()).isEqualTo(1);
        assertThat(answers)
                .hasSize(100)
                .containsOnlyOnce("201 {\"name\":\"one\"} null")
                .allMatch(it ->
                        it.equals("201 {\"name\":\"one\"} null")
                                || it.equals("201 {\"name\":\"one\"} true")
                                || it.equals("409 idempotency-key-in-use"));
    }

    /** Each has connections of its own, and all that they share is the database. */
    @Test
    void happensOnceOnWhicheverReplicaItIsAsked() {
        var other =
                new DatabaseIdempotency(
                        Databases.open(postgres.r2dbcUrl(), postgres.user(), postgres.password()),
                        new Problems(List.of()));
        var request = new IdempotentRequest("a", "POST /x", "k", "body");

        var answers =
                Flux.range(0, 100)
                        .map(at -> at % 2 == 0 ? idempotency : other)
                        .flatMap(
                                it ->
                                        it.once(request, effect("one"))
                                                .map(IdempotencyTests::said)
                                                .onErrorResume(this::code),
                                100)
                        .collectList()
                        .block(LONG);

        assertThat(effects()).isEqualTo(1);
        assertThat(answers)
                .hasSize(100)
                .containsOnlyOnce("201 {\"name\":\"one\"} null")
                .allMatch(it -> it.startsWith("201 ") || it.equals("409 idempotency-key-in-use"));
        assertThat(said(answer(other.once(request, effect("two")))))
                .isEqualTo("201 {\"name\":\"one\"} true");
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpStatus.class,
            names = {"BAD_REQUEST", "NOT_FOUND", "UNPROCESSABLE_CONTENT"})
    void remembersARefusalThatStays(HttpStatus status) {
        refused(once("k", "body", effect("one").then(refuse(status))), status.value());
        refused(once("k", "body", effect("two")), status.value());

        assertThat(effects()).isZero();
        assertThat(remembered()).isEqualTo(1);
        assertThat(runs).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpStatus.class,
            names = {
                "UNAUTHORIZED",
                "FORBIDDEN",
                "CONFLICT",
                "PRECONDITION_FAILED",
                "TOO_MANY_REQUESTS",
                "INTERNAL_SERVER_ERROR",
                "BAD_GATEWAY",
                "SERVICE_UNAVAILABLE"
            })
    void remembersNoRefusalThatMayEnd(HttpStatus status) {
        refused(once("k", "body", effect("one").then(refuse(status))), status.value());
        assertThat(remembered()).isZero();

        done(once("k", "body", effect("two")));

        assertThat(effects()).isEqualTo(1);
        assertThat(remembered()).isEqualTo(1);
    }

    @Test
    void answersAgainAsItDidTheFirstTime() {
        var first = answer(once("k", "body", effect("one")));
        var second = answer(once("k", "body", effect("two")));

        assertThat(second.getStatusCode()).isEqualTo(CREATED);
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getHeaders().getLocation()).isEqualTo(URI.create("/things/one"));
        assertThat(second.getHeaders().getETag()).isEqualTo("\"1\"");
        assertThat(second.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.getHeaders().getFirst("Idempotency-Replayed")).isNull();
        assertThat(runs).hasValue(1);
    }

    @Test
    void refusesTheKeyWithAnotherBody() {
        done(once("k", "body", effect("one")));

        refused(once("k", "other", effect("two")), 422, "idempotency-key-reused");
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void knowsABodyAgainInWhateverOrderItsFieldsCome() {
        var body = new LinkedHashMap<String, Object>(Map.of("a", "1"));
        body.put("b", Map.of("c", "2"));
        var turned = new LinkedHashMap<String, Object>(Map.of("b", Map.of("c", "2")));
        turned.put("a", "1");

        done(once("k", body, effect("one")));
        done(once("k", turned, effect("two")));

        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void keepsTheKeysOfOthersApart() {
        done(once("k", "body", effect("one")));
        done(idempotency.once(new IdempotentRequest("b", "POST /x", "k", "body"), effect("two")));
        done(idempotency.once(new IdempotentRequest("a", "POST /y", "k", "body"), effect("three")));

        assertThat(effects()).isEqualTo(3);
    }

    @Test
    void undoesWhatWasRefusedAndRefusesAgainWithoutRunning() {
        var work = effect("one").then(refuse(UNPROCESSABLE_CONTENT));

        refused(once("k", "body", work), 422, "refused-here");
        var again = once("k", "body", effect("two"));

        again.as(StepVerifier::create)
                .verifyErrorSatisfies(failure -> {
                    var refused = (Refused) failure;
                    assertThat(refused.replayed()).isTrue();
                    assertThat(refused.problem().errors())
                            .containsExactly(new Problem.FieldError("/a", "no"));
                });
        assertThat(effects()).isZero();
        assertThat(runs).hasValue(1);
    }

    @Test
    void forgetsRefusalsThatMayEndAndFailures() {
        refused(once("k", "body", effect("one").then(refuse(CONFLICT))), 409, "refused-here");
        once("k", "body", effect("one").then(Mono.error(new IllegalStateException("bug"))))
                .as(StepVerifier::create)
                .verifyErrorMessage("bug");
        assertThat(effects()).isZero();

        done(once("k", "body", effect("one")));

        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void happensWhollyOrNotAtAllWhenTheClientIsGone() {
        Flux.range(0, 40)
                .concatMap(at ->
                        once("k" + at, "body", effect("one"))
                                .timeout(Duration.ofNanos(at * 100_000L + 1))
                                .onErrorComplete())
                .as(StepVerifier::create)
                .thenConsumeWhile(_ -> true)
                .verifyComplete();

        Flux.range(0, 40)
                .concatMap(at -> retried("k" + at))
                .as(StepVerifier::create)
                .expectNextCount(40)
                .verifyComplete();
        assertThat(effects()).isEqualTo(40);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a b", "é", "a\n"})
    void refusesAKeyThatIsNone(@Nullable String key) {
        once(key, "body", effect("one"))
                .as(StepVerifier::create)
                .verifyErrorSatisfies(it ->
                        assertThat(((Refused) it).problem().status())
                                .isEqualTo(HttpStatus.BAD_REQUEST));
        assertThat(runs).hasValue(0);
    }

    private Mono<ResponseEntity<byte[]>> retried(String key) {
        return Mono.defer(() -> once(key, "body", effect("one")))
                .retryWhen(Retry.fixedDelay(50, Duration.ofMillis(20)));
    }

    private Mono<ResponseEntity<byte[]>> once(
            @Nullable String key, Object body, Mono<ResponseEntity<?>> work) {
        return idempotency.once(new IdempotentRequest("a", "POST /x", key, body), work);
    }

    private Mono<String> ask(String key, Object body, Mono<ResponseEntity<?>> work) {
        return once(key, body, work).map(IdempotencyTests::said);
    }

    private static String said(ResponseEntity<byte[]> answer) {
        return "%d %s %s"
                .formatted(
                        answer.getStatusCode().value(),
                        new String(answer.getBody(), UTF_8),
                        answer.getHeaders().getFirst("Idempotency-Replayed"));
    }

    private Mono<String> code(Throwable failure) {
        var problem = ((Refused) failure).problem();
        return Mono.just(problem.status().value() + " " + problem.code());
    }

    private Mono<ResponseEntity<?>> effect(String name) {
        return Mono.fromCallable(runs::incrementAndGet)
                .then(
                        Mono.defer(() ->
                                database.sql("INSERT INTO effect VALUES (:name)")
                                        .bind("name", name)
                                        .update()))
                .map(_ ->
                        ResponseEntity.created(URI.create("/things/" + name))
                                .eTag("1")
                                .body(Map.of("name", name)));
    }

    private static Mono<ResponseEntity<?>> refuse(HttpStatus status) {
        return Mono.error(() -> new Refused(Problem.at("/a", status, "refused-here", "no")));
    }

    private long effects() {
        return answer(
                database.sql("SELECT count(*) AS n FROM effect")
                        .one(row -> row.get("n", Long.class)));
    }

    private long remembered() {
        return answer(
                database.sql("SELECT count(*) AS n FROM idempotency_key")
                        .one(row -> row.get("n", Long.class)));
    }

    private static <T> T answer(Mono<T> work) {
        return Objects.requireNonNull(work.block(LONG));
    }

    private static void refused(Mono<?> answer, int status) {
        refused(answer, status, "refused-here");
    }

    private static void refused(Mono<?> answer, int status, String code) {
        answer.as(StepVerifier::create)
                .verifyErrorSatisfies(it -> {
                    var problem = ((Refused) it).problem();
                    assertThat(problem.status().value()).isEqualTo(status);
                    assertThat(problem.code()).isEqualTo(code);
                });
    }

    private static void done(Mono<?> work) {
        work.as(StepVerifier::create).expectNextCount(1).verifyComplete();
    }
}
