package io.sluice.platform.rate;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.cluster.SharedBucketsForTests;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.SandboxRedis;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two replicas and the Redis between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimiterTests {

    /** So slow that none of it comes back while a test runs. */
    private static final Quota QUOTA = Quota.of("100/1h");

    private final SandboxRedis redis = SandboxRedis.start();
    private final SharedBucketsForTests one = SharedBucketsForTests.in(redis);
    private final SharedBucketsForTests other = SharedBucketsForTests.in(redis);
    private final Counter alone = new SimpleMeterRegistry().counter("alone");

    @AfterEach
    void mend() {
        redis.resume();
        redis.startAgain();
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    @Test
    void sharesWhatIsLeftWithOtherReplicas() {
        var here = limiter(one.buckets(), QUOTA);
        var there = limiter(other.buckets(), QUOTA);
        connected(here, there);

        var before = alone.count();

        var taken = Flux.range(0, 150).flatMap(at -> ask(at % 2 == 0 ? here : there, "both"), 20);

        // What one of them has decided and not told yet is two requests at most.
        assertThat(taken.filter(it -> it).count().block(ofSeconds(10))).isBetween(98L, 104L);
        assertThat(ask(here, "both").block(ofSeconds(5))).isFalse();
        assertThat(ask(there, "both").block(ofSeconds(5))).isFalse();
        assertThat(ask(there, "another").block(ofSeconds(5))).isTrue();
        assertThat(alone.count()).isEqualTo(before);
    }

    @Test
    void leavesNothingBehindInRedis() {
        var here = limiter(one.buckets(), Quota.of("100/10s"));
        connected(here);

        assertThat(ask(here, "guest").block(ofSeconds(5))).isTrue();

        assertThat(one.lifetime("sluice:rate:client:100/10s:guest")).isBetween(1L, 20_000L);
    }

    @Test
    void keepsToAnotherQuotaFromTheFirstRequestOn() {
        var before = limiter(one.buckets(), Quota.of("1/1h"));
        var after = limiter(other.buckets(), Quota.of("2/1h"));
        connected(before, after);
        assertThat(takenOf(3, before, "busy")).isEqualTo(1);

        assertThat(takenOf(3, after, "busy")).isEqualTo(2);
    }

    @Test
    void forgetsNobodyOfThousandsWithoutRedis() {
        var allowances =
                new Allowances(
                        SharedBucketsForTests.unreachable(), RateKind.CLIENT, Quota.of("1/1h"));

        assertThat(takenByEachOf(15_000, allowances)).isEqualTo(15_000);
        assertThat(takenByEachOf(15_000, allowances)).isZero();
    }

    private static long takenByEachOf(int names, Allowances allowances) {
        return IntStream.range(0, names)
                .filter(name -> allowances.of("name-" + name).local().tryConsume(1))
                .count();
    }

    @Test
    void goesByItsOwnCountWithoutRedisAndByTheSharedOneAgain() {
        var here = limiter(one.buckets(), QUOTA);
        connected(here);
        redis.stop();

        assertThat(takenOf(130, here, "guest")).isEqualTo(100);
        assertThat(alone.count()).isPositive();

        redis.startAgain();
        Eventually.holds(ofSeconds(20), () -> decidesTogether(here));
        assertThat(takenOf(130, here, "late")).isEqualTo(100);
    }

    @Test
    void keepsHardlyAnybodyWaitingForARedisThatHangs() {
        var here = limiter(one.buckets(), Quota.of("1000/1h"), ofMillis(100));
        connected(here);
        var before = alone.count();
        redis.pause();

        var begun = System.nanoTime();
        assertThat(ask(here, "first").block(ofSeconds(5))).isTrue();
        for (var at = 0; at < 500; at++) {
            assertThat(ask(here, "guest-" + at).block(ofSeconds(5))).isTrue();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ofSeconds(3));
        assertThat(alone.count() - before).isGreaterThan(450);
    }

    @Test
    void asksOnlyOnceInASecondWhileRedisIsAway() {
        var now = new long[1];
        var outage = new Outage(() -> now[0]);
        assertThat(outage.lasts()).isFalse();

        outage.begins();
        assertThat(outage.lasts()).isTrue();
        now[0] += ofMillis(1_001).toNanos();
        assertThat(outage.lasts()).isFalse();
        assertThat(outage.lasts()).isTrue();
        outage.ends();
        assertThat(outage.lasts()).isFalse();
    }

    private Limiter limiter(AsyncProxyManager<String> buckets, Quota quota) {
        return limiter(buckets, quota, ofSeconds(5));
    }

    private Limiter limiter(AsyncProxyManager<String> buckets, Quota quota, Duration patience) {
        return new Limiter(
                new Allowances(buckets, RateKind.CLIENT, quota),
                new Outage(System::nanoTime),
                alone,
                patience);
    }

    /** Before that the first command may take longer than anybody waits. */
    private void connected(Limiter... limiters) {
        for (var limiter : limiters) {
            Eventually.holds(ofSeconds(20), () -> decidesTogether(limiter));
        }
    }

    private boolean decidesTogether(Limiter limiter) {
        var before = alone.count();
        var name = "warm-" + System.nanoTime();
        return ask(limiter, name).blockOptional(ofSeconds(5)).orElseThrow()
                && alone.count() == before;
    }

    private static long takenOf(int requests, Limiter limiter, String name) {
        return Flux.range(0, requests)
                .concatMap(_ -> ask(limiter, name))
                .filter(it -> it)
                .count()
                .blockOptional(ofSeconds(10))
                .orElseThrow();
    }

    private static Mono<Boolean> ask(Limiter limiter, String name) {
        return limiter.take(name).map(it -> it.isConsumed());
    }
}
