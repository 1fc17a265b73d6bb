package io.sluice.platform.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.platform.cluster.Bus.Heard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds out that messages are lost though nothing says so: a connection may be open and carry
 * nothing. Over each, a replica tells itself a number again and again, and hears whether one is
 * missing.
 */
public final class Canary {

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final long SILENCE = Duration.ofSeconds(1).toNanos();

    private final Bus bus;
    private final String name;
    private final Counter misses;

    /**
     * Says nothing yet.
     *
     * @param replica a name that no other replica has
     */
    public Canary(Bus bus, String replica, MeterRegistry meters) {
        this.bus = bus;
        this.name = "sluice:canary:" + replica;
        this.misses = meters.counter("sluice.redis.canary.missed");
    }

    /** A gap whenever messages were lost, or may be being lost, for as long as one listens. */
    public Flux<Heard> gaps() {
        return bus.overEachConnection(name)
                .switchMap(all -> Flux.merge(all.stream().map(this::gaps).toList()));
    }

    private Flux<Heard> gaps(String channel) {
        return Flux.defer(() -> {
            var song = new Song();
            return Flux.merge(
                    bus.listen(channel).concatMapIterable(song::hear),
                    Flux.interval(EVERY)
                            .onBackpressureDrop()
                            .concatMap(_ -> sing(channel, song), 1));
        });
    }

    private Mono<Heard> sing(String channel, Song song) {
        return bus.publish(channel, song.next())
                .onErrorComplete()
                .then(Mono.defer(() -> Mono.justOrEmpty(song.look())));
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }

    /** The numbers that were told and heard since somebody began to listen. */
    private final class Song {

        private long told;

        /** None before the first one: nobody knows from when on this replica is heard. */
        private long heard;

        private long heardAt = now();
        private boolean silent;

        synchronized byte[] next() {
            return ByteBuffer.allocate(Long.BYTES).putLong(++told).array();
        }

        synchronized List<Heard> hear(Heard word) {
            return switch (word) {
                case Heard.Message(var bytes) when bytes.length == Long.BYTES ->
                        hear(ByteBuffer.wrap(bytes).getLong());
                case Heard.Message _, Heard.Gap _ -> List.of();
            };
        }

        private List<Heard> hear(long number) {
            var missed = (heard > 0 && number > heard + 1) || silent;
            heard = Math.max(heard, number);
            heardAt = now();
            silent = false;
            return missed ? List.of(miss()) : List.of();
        }

        /** Said once for each silence; when it ends there is another gap. */
        synchronized Optional<Heard> look() {
            if (silent || now() - heardAt <= SILENCE) {
                return Optional.empty();
            }
            silent = true;
            return Optional.of(miss());
        }

        private Heard miss() {
            misses.increment();
            return new Heard.Gap();
        }
    }
}
