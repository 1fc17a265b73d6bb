package io.sluice.status;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal.Mark;
import io.sluice.platform.sse.Admission;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.OpenStream;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.status.FollowMeters.Resume;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The streams of everything that happens to a merchant's payments. */
final class Firehose {

    private final MerchantFeeds feeds;
    private final OpenStreams open;

    Firehose(MerchantFeeds feeds, OpenStreams open) {
        this.feeds = feeds;
        this.open = open;
    }

    /** One client, and its stream. */
    private record Listener(FirehoseReader reader, OpenStream stream) {}

    /** Authorises, listens, finds where to begin, and then tells until either side ends it. */
    Mono<Void> serve(FirehoseRequest request, EventStream events) {
        return open.admit(
                request.visitor(), events, admission -> admitted(request, admission, events));
    }

    private Mono<Void> admitted(FirehoseRequest request, Admission admission, EventStream events) {
        return StreamAccess.requireMerchant(request.caller())
                .flatMap(merchant ->
                        Mono.using(
                                () -> join(request, admission, merchant, events),
                                listener -> tell(request, listener),
                                listener -> listener.stream().release()));
    }

    private Listener join(
            FirehoseRequest request, Admission admission, MerchantId merchant, EventStream events) {
        admission.sit(request.caller().name());
        var reader = feeds.join(merchant, events::hasRoom);
        var end = request.caller().tokenExpiresAt();
        return new Listener(
                reader,
                open.join(admission, reader.teller(), events, end, () -> feeds.leave(reader)));
    }

    private Mono<Void> tell(FirehoseRequest request, Listener listener) {
        return open.unlessDraining(listener.reader().feed().newest(request.last()))
                .flatMap(newest -> tell(request.last(), listener, newest));
    }

    /** After what the client has, if that is a place of ours; else at the end of what there is. */
    private Mono<Void> tell(@Nullable Mark last, Listener listener, Mark newest) {
        var known = last != null && EventCursors.isReached(last, newest);
        var reader = listener.reader();
        reader.feed().meters().connected(resume(last, known));
        reader.story().begin(open.retry(), last != null && known ? last : newest);
        return listener.stream().tell();
    }

    private static Resume resume(@Nullable Mark last, boolean known) {
        if (last == null) {
            return Resume.FRESH;
        }
        return known ? Resume.RESUMED : Resume.UNKNOWN;
    }
}
