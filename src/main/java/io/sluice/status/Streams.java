package io.sluice.status;

import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.OpenStream;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.status.FollowMeters.Resume;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The streams of payments, from the first frame to the last. */
final class Streams {

    private final StreamAccess access;
    private final Topics topics;
    private final Follower follower;
    private final OpenStreams open;

    Streams(StreamAccess access, Topics topics, Follower follower, OpenStreams open) {
        this.access = access;
        this.topics = topics;
        this.follower = follower;
        this.open = open;
    }

    /** One client of a payment, and its stream. */
    private record Listener(Reader reader, OpenStream stream) {}

    /** Authorises, listens, reads, and then tells until either side ends it. */
    Mono<Void> serve(StreamRequest request, EventStream events) {
        return access.require(request.caller(), request.payment())
                .flatMap(audience ->
                        Mono.using(
                                () -> join(request, audience, events),
                                listener -> tell(request, listener),
                                this::leave));
    }

    private Listener join(StreamRequest request, Audience audience, EventStream events) {
        var reader =
                topics.join(
                        request.payment(),
                        it -> new Reader(it, audience, request.mode(), events::hasRoom));
        var end = request.caller().tokenExpiresAt();
        return new Listener(reader, open.join(reader.teller(), events, end));
    }

    private void leave(Listener listener) {
        open.leave(listener.stream());
        topics.leave(listener.reader());
    }

    private Mono<Void> tell(StreamRequest request, Listener listener) {
        if (open.isDraining()) {
            return request.browser()
                    ? listener.stream().events().write(Flux.just(Mono.just(open.retry())))
                    : Mono.error(open::refusal);
        }
        return head(listener.reader().topic(), request.lastId())
                .flatMap(head -> tell(request, listener, head));
    }

    private Mono<Void> tell(StreamRequest request, Listener listener, Told head) {
        var known = request.lastId().stream().filter(id -> id <= head.version()).findFirst();
        var meters = listener.reader().topic().meters();
        if (head.closed() && known.equals(OptionalLong.of(head.version()))) {
            meters.connected(Resume.COMPLETE);
            var response = listener.stream().events().response();
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return response.setComplete();
        }
        meters.connected(resume(request, known));
        listener.reader().begin(open.retry(), head, known);
        return listener.stream().tell();
    }

    private static Resume resume(StreamRequest request, OptionalLong known) {
        if (request.lastId().isEmpty()) {
            return Resume.FRESH;
        }
        return known.isPresent() ? Resume.RESUMED : Resume.UNKNOWN;
    }

    /** What is known here if that is current, else what the journal says. */
    private Mono<Told> head(Topic topic, OptionalLong lastId) {
        return Mono.justOrEmpty(topic.head())
                .filter(_ -> follower.isCurrent())
                .filter(known -> lastId.orElse(0) <= known.version())
                .switchIfEmpty(topic.read());
    }
}
