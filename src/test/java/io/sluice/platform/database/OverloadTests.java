package io.sluice.platform.database;

import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.TestDatabase;
import io.sluice.platform.http.TestHttp;
import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A database that is held up by a lock, and more requests than it can serve. */
class OverloadTests {

    private static final Duration PATIENCE = ofSeconds(20);
    private static final int ROOM = 6;

    private final TestDatabase postgres = TestDatabase.fresh();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Database database = database();
    private final Sinks.Empty<Void> release = Sinks.empty();

    @BeforeEach
    void thingsHaveATable() {
        var _ = add("CREATE TABLE thing (name text PRIMARY KEY)").block(PATIENCE);
    }

    @Test
    void refusesAtOnceWhatItHasNoRoomForAndDoesAllTheRest() {
        var holding = hold();
        var accepted = start(0, ROOM, true);
        Eventually.holds(PATIENCE, () -> gauge("units.on.demand") == ROOM);

        var begun = System.nanoTime();
        var refused = start(ROOM, 50, true);
        refused.forEach(it -> assertThat(outcome(it)).isEqualTo("overloaded"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ofSeconds(2));
        var background = start(100, 101, false);
        assertThat(accepted).noneMatch(CompletableFuture::isDone);

        release.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(outcome(holding)).isEqualTo("done");
        assertThat(accepted).allMatch(it -> outcome(it).equals("done"));
        assertThat(background).allMatch(it -> outcome(it).equals("done"));
        assertThat(things()).isEqualTo(ROOM + 1);
        assertThat(meters.counter("sluice.database.units.refused").count()).isEqualTo(50 - ROOM);
        Eventually.holds(PATIENCE, () -> gauge("units.on.demand") == 0);
        Eventually.holds(PATIENCE, () -> gauge("units.running") == 0);
        assertThat(start(200, 200 + ROOM, true)).allMatch(it -> outcome(it).equals("done"));
    }

    /** A client that has gone leaves its work, and so its place, to be done with. */
    @Test
    void keepsThePlacesOfThoseWhoHungUpUntilTheirWorkIsDone() {
        var holding = hold();
        for (var at = 0; at < ROOM; at++) {
            insert("gone-" + at).contextWrite(OnDemand::mark).subscribe().dispose();
        }

        assertThat(outcome(start(0, 1, true).getFirst())).isEqualTo("overloaded");
        release.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(outcome(holding)).isEqualTo("done");
        Eventually.holds(PATIENCE, () -> gauge("units.on.demand") == 0);

        assertThat(things()).isEqualTo(ROOM);
        assertThat(outcome(start(1, 2, true).getFirst())).isEqualTo("done");
    }

    /** What was promised with a commit is no longer on demand. */
    @Test
    void refusesNothingThatFollowsACommit() {
        var followed = Sinks.<Boolean>one();
        var work =
                insert("first")
                        .then(
                                database.afterCommit(() ->
                                        Mono.deferContextual(context -> {
                                            followed.emitValue(
                                                    OnDemand.marks(context),
                                                    Sinks.EmitFailureHandler.FAIL_FAST);
                                            return Mono.empty();
                                        })));

        database.atomically(work).contextWrite(OnDemand::mark).block(PATIENCE);

        assertThat(followed.asMono().block(PATIENCE)).isFalse();
    }

    @Test
    void saysInHttpThatItIsOverloaded() {
        var http = TestHttp.serving(new Things(), "nobody");
        http.post().uri("/things/before").exchange().expectStatus().isOk();
        var holding = hold();
        var accepted = start(0, ROOM, true);
        Eventually.holds(PATIENCE, () -> gauge("units.on.demand") == ROOM);

        http.post()
                .uri("/things/excess")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("overloaded")
                .jsonPath("$.retryable")
                .isEqualTo(true);

        release.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(outcome(holding)).isEqualTo("done");
        assertThat(accepted).allMatch(it -> outcome(it).equals("done"));
        http.post().uri("/things/excess").exchange().expectStatus().isOk();
    }

    /** Locks the table until it is released. */
    private CompletableFuture<?> hold() {
        var locked = Sinks.<Void>empty();
        var lock =
                add("LOCK TABLE thing IN ACCESS EXCLUSIVE MODE")
                        .doOnNext(_ -> locked.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST))
                        .then(release.asMono());
        var holding = database.atomically(lock).toFuture();
        locked.asMono().block(PATIENCE);
        return holding;
    }

    private List<CompletableFuture<Long>> start(int from, int to, boolean onDemand) {
        return IntStream.range(from, to)
                .mapToObj(at -> insert("thing-" + at))
                .map(it -> onDemand ? it.contextWrite(OnDemand::mark) : it)
                .map(Mono::toFuture)
                .toList();
    }

    private Mono<Long> insert(String name) {
        return database.atomically(
                database.sql("INSERT INTO thing VALUES (:name)").bind("name", name).update());
    }

    private Mono<Long> add(String statement) {
        return database.sql(statement).update();
    }

    private long things() {
        return database.sql("SELECT count(*) AS n FROM thing")
                .one(row -> row.get("n", Long.class))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private double gauge(String name) {
        return meters.get("sluice.database." + name).gauge().value();
    }

    private static String outcome(CompletableFuture<?> work) {
        return work.handle((_, failure) -> said(failure)).orTimeout(20, SECONDS).join();
    }

    private static String said(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "done";
            case DatabaseFailure.Overloaded _ -> "overloaded";
            case Throwable other -> other.toString();
        };
    }

    private Database database() {
        var limits = new HashMap<>(Databases.PATIENT);
        limits.putAll(Map.of("connections", "3", "on-demand", "" + ROOM));
        var where = Databases.options(postgres.r2dbcUrl(), postgres.user(), postgres.password());
        return Databases.open(where, Databases.limits(limits), meters);
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Things {

        @PostMapping("/things/{name}")
        Mono<Long> add(@PathVariable String name) {
            return insert(name);
        }
    }
}
