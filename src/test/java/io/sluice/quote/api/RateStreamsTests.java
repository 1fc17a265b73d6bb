package io.sluice.quote.api;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.http.Refused;
import io.sluice.platform.sse.DoorForTests;
import io.sluice.platform.sse.Hearing;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.platform.sse.StreamPace;
import io.sluice.platform.sse.Teller;
import io.sluice.platform.sse.Visitor;
import io.sluice.quote.RateUnavailable;
import io.sluice.quote.Rates;
import io.sluice.quote.venue.Pair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class RateStreamsTests {

    private static final Pair ETH_EUR = Pair.of("ETH/EUR");
    private static final Visitor PROGRAM = new Visitor(null, false, true);
    private static final String RETRY = "retry: 2500\n\n";

    private volatile Instant now = NOON;
    private final InstantSource clock = () -> now;
    private final Told rates = new Told();
    private final OpenStreams open =
            new OpenStreams(
                    new StreamPace(
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(3)),
                    DoorForTests.wide(),
                    new Roles(Set.of(Role.EDGE)),
                    clock,
                    () -> 0.5,
                    new SimpleMeterRegistry());
    private final RateStreams streams = new RateStreams(rates, open);

    RateStreamsTests() {
        streams.afterPropertiesSet();
    }

    @Test
    void tellsWhatIsKnownAndThenWhatIsNew() {
        rates.is(USDC_EUR, "0.92");

        heard(USDC_EUR, ETH_EUR)
                .as(StepVerifier::create)
                .expectNext(RETRY)
                .assertNext(it -> assertThat(it).startsWith("event: rate\n").contains("\"0.92\""))
                .assertNext(it ->
                        assertThat(it)
                                .startsWith("event: unavailable\n")
                                .contains("\"base\":\"ETH\"", "rate-undecided", "nobody answered"))
                .then(rates::round)
                .then(() -> rates.is(USDC_EUR, "0.93"))
                .then(rates::round)
                .assertNext(it -> assertThat(it).contains("\"0.93\""))
                .then(() -> rates.known.remove(USDC_EUR))
                .then(rates::round)
                .assertNext(it -> assertThat(it).startsWith("event: unavailable\n"))
                .thenCancel()
                .verify(Duration.ofSeconds(10));

        assertThat(rates.listeners).hasSize(1);
        streams.destroy();
        assertThat(rates.listeners).isEmpty();
    }

    @Test
    void skipsForASlowReaderToTheNewest() {
        rates.is(USDC_EUR, "0.92");
        var room = new AtomicBoolean(true);
        var story = new RateStory(new RateFrames(rates), List.of(USDC_EUR), new byte[] {1});
        var teller = new Teller(story, room::get);

        teller.frames()
                .<byte[]>concatMap(it -> it, 1)
                .map(it -> new String(it, UTF_8))
                .as(StepVerifier::create)
                .expectNextCount(2)
                .then(() -> room.set(false))
                .then(() ->
                        List.of("0.93", "0.94", "0.95")
                                .forEach(it -> {
                                    rates.is(USDC_EUR, it);
                                    teller.wake();
                                }))
                .then(() -> room.set(true))
                .then(teller::wake)
                .assertNext(it -> assertThat(it).contains("\"0.95\""))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    /** However many hear a rate, it is encoded once. */
    @Test
    void sharesTheBytesOfARate() {
        var frames = new RateFrames(rates);
        rates.is(USDC_EUR, "0.92");

        var first = frames.newest(USDC_EUR);
        assertThat(frames.newest(USDC_EUR)).isSameAs(first);
        assertThat(frames.newest(ETH_EUR)).isSameAs(frames.newest(ETH_EUR));
        rates.is(USDC_EUR, "0.93");
        assertThat(frames.newest(USDC_EUR)).isNotSameAs(first);
    }

    /** A round may hang, and nobody ring. */
    @Test
    void tellsThatARateGrewStale() {
        rates.is(USDC_EUR, "0.92");

        heard(USDC_EUR)
                .as(StepVerifier::create)
                .expectNextCount(2)
                .then(() -> rates.growsStale(USDC_EUR))
                .then(open::beat)
                .assertNext(it -> assertThat(it).contains("\"stale\":true"))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void asksForANewTokenBeforeTheOldOneEnds() {
        heard(ETH_EUR)
                .as(StepVerifier::create)
                .expectNextCount(2)
                .then(() -> now = NOON.plusSeconds(99))
                .then(open::beat)
                .expectNext("event: reauth\ndata: {}\n\n")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void endsWhenItDrainsAndTakesNobodyIn() {
        heard(ETH_EUR)
                .as(StepVerifier::create)
                .expectNextCount(2)
                .then(() -> open.drain().as(StepVerifier::create).verifyComplete())
                .expectNext(RETRY)
                .expectComplete()
                .verify(Duration.ofSeconds(10));

        heard(ETH_EUR)
                .as(StepVerifier::create)
                .expectErrorSatisfies(it ->
                        assertThat(it)
                                .isInstanceOfSatisfying(
                                        Refused.class,
                                        no ->
                                                assertThat(no.problem().code())
                                                        .isEqualTo("draining")))
                .verify(Duration.ofSeconds(10));
    }

    private Flux<String> heard(Pair... pairs) {
        var caller =
                new Caller.Partner(
                        new MerchantId("acme"), "shop", Set.of(), NOON, NOON.plusSeconds(100));
        return Hearing.frames(events -> streams.serve(caller, PROGRAM, List.of(pairs), events));
    }

    /** Rates as a test says they are. */
    private static final class Told implements Rates {

        private final Map<Pair, Rate> known = new ConcurrentHashMap<>();
        private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

        void is(Pair pair, String value) {
            known.put(pair, new Rate(snapshot(value, NOON), false, false, NOON.plusSeconds(300)));
        }

        void growsStale(Pair pair) {
            known.computeIfPresent(
                    pair, (_, it) -> new Rate(it.snapshot(), true, it.depegged(), it.validUntil()));
        }

        void round() {
            listeners.forEach(Runnable::run);
        }

        @Override
        public List<Pair> pairs() {
            return List.of(USDC_EUR, ETH_EUR);
        }

        @Override
        public Rate rate(Pair pair) {
            return Optional.ofNullable(known.get(pair))
                    .orElseThrow(() -> new RateUnavailable("nobody answered"));
        }

        @Override
        public Disposable onNews(Runnable listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }
}
