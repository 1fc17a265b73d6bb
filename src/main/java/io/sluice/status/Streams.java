package io.sluice.status;

import io.sluice.platform.sse.Admission;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.OpenStream;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.status.FollowMeters.Resume;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The streams of payments, from the first frame to the last. */
final class Streams {

    private final StreamAccess access;
    private final Topics topics;
    private final Follower follower;
    private final OpenStreams open;
    private final Takeovers takeovers;

    Streams(
            StreamAccess access,
            Topics topics,
            Follower follower,
            OpenStreams open,
            Takeovers takeovers) {
        this.access = access;
        this.topics = topics;
        this.follower = follower;
        this.open = open;
        this.takeovers = takeovers;
    }

    /** One client of a payment, and its stream. */
    private record Listener(Reader reader, OpenStream stream, @Nullable TicketSession session) {}

    /** Authorises, listens, reads, and then tells until either side ends it. */
    Mono<Void> serve(StreamRequest request, EventStream events) {
        return open.admit(
                request.visitor(), events, admission -> admitted(request, admission, events));
    }

    /** Whoever was turned away before this has not used a ticket up. */
    private Mono<Void> admitted(StreamRequest request, Admission admission, EventStream events) {
        return topics.visiting(
                        request.payment(), topic -> access.admit(request.credential(), topic))
                .flatMap(admitted ->
                        Mono.using(
                                () -> join(request, admission, admitted, events),
                                listener -> tell(request, listener),
                                listener -> listener.stream().release()));
    }

    private Listener join(
            StreamRequest request, Admission admission, Admitted admitted, EventStream events) {
        admission.sit(admitted.client(), request.payment().value(), admitted.comesBack());
        var reader =
                topics.join(
                        request.payment(),
                        it -> new Reader(it, admitted.audience(), request.mode(), events::hasRoom));
        var stream =
                open.join(
                        admission,
                        reader.teller(),
                        events,
                        admitted.end(),
                        () -> topics.leave(reader));
        return new Listener(reader, stream, admitted.session());
    }

    private Mono<Void> tell(StreamRequest request, Listener listener) {
        return open.unlessDraining(head(listener.reader().topic(), request.lastId()))
                .flatMap(head -> tell(request, listener, head));
    }

    private Mono<Void> tell(StreamRequest request, Listener listener, Told head) {
        var known = request.lastId().stream().filter(id -> id <= head.version()).findFirst();
        var meters = listener.reader().topic().meters();
        if (head.closed() && known.equals(OptionalLong.of(head.version()))) {
            meters.connected(Resume.COMPLETE);
            return listener.stream().events().sayNothing();
        }
        meters.connected(resume(request, known));
        listener.reader().begin(open.retry(), head, known);
        var session = listener.session();
        return session == null
                ? listener.stream().tell()
                : listener.stream()
                        .tell(telling ->
                                takeovers.whileNewest(session, listener.reader(), telling));
    }

    private static Resume resume(StreamRequest request, OptionalLong known) {
        if (request.lastId().isEmpty()) {
            return Resume.FRESH;
        }
        return known.isPresent() ? Resume.RESUMED : Resume.UNKNOWN;
    }

    /**
     * What is known here if that is current, else what the journal says; twice, for another may
     * have begun to ask it before the client was told what it knows.
     */
    private Mono<Told> head(Topic topic, OptionalLong lastId) {
        return Mono.justOrEmpty(topic.head())
                .filter(_ -> follower.isCurrent())
                .filter(known -> isNoOlder(known, lastId))
                .switchIfEmpty(Mono.defer(topic::read).filter(it -> isNoOlder(it, lastId)))
                .switchIfEmpty(Mono.defer(topic::read));
    }

    private static boolean isNoOlder(Told head, OptionalLong lastId) {
        return lastId.orElse(0) <= head.version();
    }
}
