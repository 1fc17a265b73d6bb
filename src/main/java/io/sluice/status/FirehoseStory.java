package io.sluice.status;

import io.sluice.payment.Journal.Mark;
import io.sluice.platform.sse.Frames;
import io.sluice.platform.sse.Story;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How far one client was told what happens to a merchant's payments, and what comes next. */
final class FirehoseStory implements Story {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final MerchantFeed feed;
    private final Queue<byte[]> ready = new ArrayDeque<>();
    private String journal = "";
    private long begunNanos;
    private volatile long heard = Long.MAX_VALUE;

    FirehoseStory(MerchantFeed feed) {
        this.feed = feed;
    }

    /** Begins after a place, which the client is told: it may be cut before it hears an event. */
    void begin(byte[] retry, Mark place) {
        begunNanos = System.nanoTime();
        journal = place.journal();
        ready.add(retry);
        ready.add(Frames.id(EventCursors.text(place)));
        heard = place.position();
    }

    /** The position up to which nothing is left to be looked up; beyond all before it began. */
    long heard() {
        return heard;
    }

    @Override
    public String name() {
        return "firehose";
    }

    @Override
    public byte @Nullable [] next() {
        var frame = ready.poll();
        return frame == null ? newest() : frame;
    }

    /** While the journal does not answer the client keeps its place; it is asked after a pause. */
    @Override
    public @Nullable Mono<Void> missing() {
        return feed.lacks(heard)
                ? feed.after(heard)
                        .doOnNext(this::keep)
                        .then()
                        .onErrorResume(_ -> Mono.delay(PAUSE).then())
                : null;
    }

    private byte @Nullable [] newest() {
        var next = feed.next(heard);
        if (next == null) {
            return null;
        }
        measure(next);
        heard = next.position();
        return next.frame(journal);
    }

    /** What was read before this client came is late for no fault of ours. */
    private void measure(Logged next) {
        if (next.heardNanos() - begunNanos > 0) {
            feed.meters().told(next.id(), next.heardNanos(), 0);
        }
    }

    private void keep(MerchantFeed.Page page) {
        page.events().forEach(it -> ready.add(it.frame(journal)));
        heard = page.through();
    }
}
