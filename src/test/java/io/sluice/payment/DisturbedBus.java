package io.sluice.payment;

import io.sluice.platform.cluster.Bus;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A bus over which messages get lost, one by one and many in a row, come twice, late and out of
 * order, and nobody says so. What happens to which message follows from the seed.
 */
public final class DisturbedBus implements Bus {

    private static final int LATE_MILLIS = 300;

    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final Bus bus;
    private final Random random;
    private int silence;
    private boolean silent;

    public DisturbedBus(Bus bus, long seed) {
        this.bus = bus;
        this.random = new Random(seed);
    }

    @Override
    public Mono<Void> publish(String channel, byte[] message) {
        return Mono.fromRunnable(
                () -> delays().forEach(it -> deliver(channel, message.clone(), it)));
    }

    @Override
    public Flux<Heard> listen(String channel) {
        return bus.listen(channel);
    }

    /** From now on every message is lost. */
    public synchronized void fallSilent() {
        silent = true;
    }

    /** What it did so far. */
    public String tally() {
        return "%s messages lost, %s doubled, %s late".formatted(lost, doubled, late);
    }

    private void deliver(String channel, byte[] message, Duration delay) {
        var told = bus.publish(channel, message);
        var _ = delay.isZero() ? told.subscribe() : Mono.delay(delay).then(told).subscribe();
    }

    /** After which delays a message arrives; never, if there is none. */
    private synchronized List<Duration> delays() {
        if (silent || silence > 0 || random.nextInt(60) == 0) {
            silence = silence > 0 ? silence - 1 : 20;
            lost.incrementAndGet();
            return List.of();
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                lost.incrementAndGet();
                yield List.of();
            }
            case 3, 4 -> {
                doubled.incrementAndGet();
                yield List.of(Duration.ZERO, later());
            }
            case 5, 6, 7 -> {
                late.incrementAndGet();
                yield List.of(later());
            }
            default -> List.of(Duration.ZERO);
        };
    }

    private Duration later() {
        return Duration.ofMillis(1 + random.nextInt(LATE_MILLIS));
    }
}
