package io.sluice.quote.api;

import io.sluice.platform.http.ApiJson;
import io.sluice.platform.sse.Bell;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.Frames;
import io.sluice.quote.RateUnavailable;
import io.sluice.quote.Rates;
import io.sluice.quote.venue.Pair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One client that hears rates. A frame is made when there is room for it, of what is known then: a
 * slow client skips what was in between, and costs no queue.
 */
final class RateReader {

    /** So many beats a client may take nothing. */
    private static final int STUCK = 10;

    private final Rates rates;
    private final List<Pair> pairs;
    private final EventStream events;
    private final InstantSource clock;
    private final Instant end;
    private final Bell bell = new Bell();
    private final Map<Pair, Object> said = new HashMap<>();
    private volatile byte @Nullable [] firstWords;
    private volatile byte @Nullable [] lastWords;
    private volatile boolean over;
    private volatile boolean beatDue;
    private int stuckFor;
    private int quietFor;

    /**
     * Says nothing yet.
     *
     * @param retry what it says first
     * @param end when it asks for a new token
     */
    RateReader(
            Rates rates,
            List<Pair> pairs,
            EventStream events,
            InstantSource clock,
            byte[] retry,
            Instant end) {
        this.rates = rates;
        this.pairs = pairs;
        this.events = events;
        this.clock = clock;
        this.firstWords = retry;
        this.end = end;
    }

    /** The stream as promises, each to be asked for when the one before was handed over. */
    Flux<Mono<byte[]>> frames() {
        return Flux.generate(sink -> {
            if (over) {
                sink.complete();
            } else {
                sink.next(Mono.defer(this::next));
            }
        });
    }

    void wake() {
        bell.ring();
    }

    /** Ends the stream with {@code words}; the first to do so is heard. */
    void finish(byte[] words) {
        if (lastWords == null) {
            lastWords = words;
        }
        bell.ring();
    }

    /** One beat of the clock; after {@code patience} quiet ones a heartbeat is due. */
    void beat(int patience) {
        if (!clock.instant().isBefore(end)) {
            finish(Frames.reauth());
        }
        stuckFor = events.hasRoom() ? 0 : stuckFor + 1;
        quietFor++;
        beatDue = beatDue || quietFor >= patience;
        if (stuckFor >= STUCK) {
            events.cut();
        }
        bell.ring();
    }

    private Mono<byte[]> next() {
        var frame = poll();
        return frame == null ? bell.rung().then(Mono.fromSupplier(this::poll)) : Mono.just(frame);
    }

    private byte @Nullable [] poll() {
        var frame = choose();
        if (frame != null) {
            quietFor = 0;
            beatDue = false;
        }
        return frame;
    }

    private byte @Nullable [] choose() {
        if (over || !events.hasRoom()) {
            return null;
        }
        if (lastWords != null) {
            over = true;
            return lastWords;
        }
        var first = firstWords;
        firstWords = null;
        var frame = first == null ? news() : first;
        return frame == null && beatDue ? Frames.heartbeat() : frame;
    }

    /** The next pair of which the client does not know the newest. */
    private byte @Nullable [] news() {
        for (var pair : pairs) {
            var known = look(pair);
            if (!known.equals(said.put(pair, known))) {
                return frame(known);
            }
        }
        return null;
    }

    private Object look(Pair pair) {
        try {
            return rates.rate(pair);
        } catch (RateUnavailable unavailable) {
            return new Unavailable(
                    pair.base(),
                    pair.quote(),
                    unavailable.why().code(),
                    String.valueOf(unavailable.getMessage()));
        }
    }

    private byte[] frame(Object known) {
        return known instanceof Rates.Rate rate
                ? Frames.event("rate", ApiJson.bytes(RateView.of(rate, clock.instant())))
                : Frames.event("unavailable", ApiJson.bytes(known));
    }

    /** That there is no rate, and why. */
    private record Unavailable(String base, String quote, String code, String detail) {}
}
