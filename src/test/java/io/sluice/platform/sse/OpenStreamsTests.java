package io.sluice.platform.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.web.server.context.WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OpenStreamsTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StreamPace PACE =
            new StreamPace(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(3));
    private static final Visitor BROWSER = new Visitor(null, true, true);
    private static final String HEARTBEAT = ": hb\n\n";
    private static final String REAUTH = "event: reauth\ndata: {}\n\n";

    private volatile InstantSource clock = InstantSource.fixed(NOON);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OpenStreams streams = streams(Role.EDGE);
    private final Lines lines = new Lines();

    @Test
    void beatsOnAfterABeatFailed() {
        StepVerifier.withVirtualTime(() -> heard(3_600).takeUntilOther(streams.beats()))
                .expectSubscription()
                .then(() -> clock = OpenStreamsTests::broken)
                .thenAwait(Duration.ofSeconds(5))
                .then(() -> clock = InstantSource.fixed(NOON))
                .expectNoEvent(Duration.ofSeconds(10))
                .thenAwait(Duration.ofSeconds(25))
                .expectNext(HEARTBEAT)
                .thenAwait(Duration.ofSeconds(15))
                .expectNext(HEARTBEAT)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void endsAStreamBeforeItsToken() {
        heard(100)
                .as(StepVerifier::create)
                .then(() -> beatAt(88))
                .then(() -> say("one"))
                .expectNext("one")
                .then(() -> assertThat(open()).isOne())
                .then(() -> beatAt(89))
                .expectNext(REAUTH)
                .verifyComplete();

        assertThat(open()).isZero();
        assertThat(ended("token")).isOne();
    }

    @Test
    void endsAtOnceForATokenThatIsAboutToEnd() {
        heard(1).as(StepVerifier::create).then(() -> beatAt(0)).expectNext(REAUTH).verifyComplete();
    }

    @Test
    void saysGoodbyeAndTakesNobodyIn() {
        heard(3_600)
                .as(StepVerifier::create)
                .then(this::drainsBeforeItsPatienceEnds)
                .expectNext("retry: 2500\n\n")
                .verifyComplete();

        assertThat(ended("drain")).isOne();
        assertTakesNobodyIn(streams);
        assertTakesNobodyIn(streams(Role.WATCHER));
    }

    @Test
    void tellsWhyStreamsEnd() {
        heard(3_600).as(StepVerifier::create).thenCancel().verify();
        heard(3_600)
                .as(StepVerifier::create)
                .then(() -> lines.over = true)
                .then(() -> say("last"))
                .expectNext("last")
                .verifyComplete();

        assertThat(ended("client")).isOne();
        assertThat(ended("told")).isOne();
    }

    /** Who asked whether it drains may be taken in after all the others were told. */
    @Test
    void saysGoodbyeToWhoComesInBetween() {
        streams.drain().as(StepVerifier::create).verifyComplete();

        heard(3_600)
                .as(StepVerifier::create)
                .expectNext("retry: 2500\n\n")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    /** Four fifths of what another lets in, as they do not come evenly, but for 20 s at most. */
    @ParameterizedTest
    @CsvSource({"125, 10, 40, 6", "10, 8, 480, 4", "1, 40, 9980, 20"})
    void endsNoFasterThanAnotherReplicaLetsInUnlessThatTakesTooLong(
            int connects, int count, long half, int ended) {
        var narrow = streams(Role.EDGE, new StreamLimits(100, 100, 100, 100, connects));
        var tellers = Stream.generate(() -> new Teller(lines, () -> true)).limit(count).toList();
        tellers.forEach(it -> join(narrow, it));

        StepVerifier.withVirtualTime(narrow::drain)
                .expectSubscription()
                .thenAwait(Duration.ofMillis(half))
                .then(() -> assertThat(tellers).filteredOn(OpenStreamsTests::ends).hasSize(ended))
                .thenAwait(Duration.ofMillis(half + 20))
                .then(() -> assertThat(tellers).allMatch(OpenStreamsTests::ends))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void keepsStreamsAliveFromStartToStop() {
        var ending = new AtomicReference<StreamEnding>();
        StepVerifier.withVirtualTime(
                        () -> {
                            ending.set(new StreamEnding(streams));
                            ending.get().start();
                            return heard(3_600);
                        })
                .thenAwait(Duration.ofSeconds(15))
                .expectNext(HEARTBEAT)
                .then(() -> ending.get().stop())
                .expectNoEvent(Duration.ofSeconds(30))
                .thenCancel()
                .verify(Duration.ofSeconds(10));

        assertThat(OpenStreams.ENDING).isGreaterThan(GRACEFUL_SHUTDOWN_PHASE);
    }

    @Test
    void cutsWhoDoesNotTakeTheGoodbye() {
        var channel = new EmbeddedChannel();
        var stuck = new WebFluxStream(new MockServerHttpResponse(), channel);
        var _ =
                streams.join(
                        admission(),
                        new Teller(lines, () -> false),
                        stuck,
                        NOON.plusSeconds(3_600),
                        () -> {});

        StepVerifier.withVirtualTime(streams::drain)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(2_999))
                .then(() -> assertThat(channel.isOpen()).isTrue())
                .thenAwait(Duration.ofMillis(1))
                .verifyComplete();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void cutsWhoTakesNothingForTenBeats() {
        var channel = new EmbeddedChannel();
        var stuck = new WebFluxStream(new MockServerHttpResponse(), channel);
        var stream =
                streams.join(
                        admission(),
                        new Teller(lines, () -> false),
                        stuck,
                        NOON.plusSeconds(3_600),
                        () -> {});

        beats(9);
        assertThat(channel.isOpen()).isTrue();
        beats(1);
        assertThat(channel.isOpen()).isFalse();
        stream.release();
        assertThat(ended("stuck")).isOne();
    }

    private void drainsBeforeItsPatienceEnds() {
        streams.drain().as(StepVerifier::create).expectComplete().verify(Duration.ofSeconds(2));
    }

    private void say(String line) {
        lines.ready.add(line);
        lines.teller.wake();
    }

    private Flux<String> heard(long tokenSeconds) {
        return Hearing.frames(events -> {
            lines.teller = new Teller(lines, events::hasRoom);
            return Mono.using(
                    () ->
                            streams.join(
                                    admission(),
                                    lines.teller,
                                    events,
                                    NOON.plusSeconds(tokenSeconds),
                                    () -> {}),
                    OpenStream::tell,
                    OpenStream::release);
        });
    }

    private double open() {
        return meters.get("sluice.streams.open").tag("stream", "lines").gauge().value();
    }

    private double ended(String reason) {
        return meters.get("sluice.streams.ended").tag("reason", reason).counter().count();
    }

    private void beatAt(long second) {
        clock = InstantSource.fixed(NOON.plusSeconds(second));
        streams.beat();
    }

    private void beats(int count) {
        for (var i = 0; i < count; i++) {
            streams.beat();
        }
    }

    private static void assertTakesNobodyIn(OpenStreams streams) {
        Hearing.frames(events -> streams.admit(BROWSER, events, _ -> Mono.never()))
                .as(StepVerifier::create)
                .expectNext("retry: 2500\n\n")
                .verifyComplete();
    }

    private static Admission admission() {
        return DoorForTests.wide().enter(BROWSER);
    }

    private static void join(OpenStreams streams, Teller teller) {
        var events = new WebFluxStream(new MockServerHttpResponse(), new EmbeddedChannel());
        var _ = streams.join(admission(), teller, events, NOON.plusSeconds(3_600), () -> {});
    }

    /** Whether it says its last words, or has. */
    private static boolean ends(Teller teller) {
        return teller.poll() != null || teller.isOver();
    }

    private OpenStreams streams(Role role) {
        return streams(role, DoorForTests.WIDE);
    }

    private OpenStreams streams(Role role, StreamLimits limits) {
        return new OpenStreams(
                PACE,
                new Door(limits, System::nanoTime),
                new Roles(Set.of(role)),
                () -> clock.instant(),
                () -> 0.5,
                meters);
    }

    private static Instant broken() {
        throw new IllegalStateException("no time");
    }

    /** A story of whatever lines there are. */
    private static final class Lines implements Story {

        private final Queue<String> ready = new ConcurrentLinkedQueue<>();
        private volatile boolean over;
        private Teller teller = new Teller(this, () -> true);

        @Override
        public String name() {
            return "lines";
        }

        @Override
        public boolean isOver() {
            return over && ready.isEmpty();
        }

        @Override
        public byte @Nullable [] next() {
            var line = ready.poll();
            return line == null ? null : line.getBytes(UTF_8);
        }
    }
}
