package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.sse.EventStream;
import io.sluice.platform.sse.Frames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The open streams of this replica, from the first frame to the last. */
final class Streams {

    static final Duration BEAT = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final StreamAccess access;
    private final Topics topics;
    private final Follower follower;
    private final StreamProperties properties;
    private final InstantSource clock;
    private final DoubleSupplier chance;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();

    /** A replica that is no edge hears of nothing, and so takes nobody in. */
    private volatile boolean draining;

    Streams(
            StreamAccess access,
            Topics topics,
            Follower follower,
            StreamProperties properties,
            Roles roles,
            InstantSource clock,
            DoubleSupplier chance) {
        this.access = access;
        this.topics = topics;
        this.follower = follower;
        this.properties = properties;
        this.clock = clock;
        this.chance = chance;
        this.draining = !roles.include(Roles.Role.EDGE);
    }

    /** Authorises, listens, reads, and then tells until either side ends it. */
    Mono<Void> serve(StreamRequest request, EventStream events) {
        return access.require(request.caller(), request.payment())
                .flatMap(audience ->
                        Mono.using(
                                () -> join(request, audience, events),
                                stream -> tell(request, stream),
                                this::leave));
    }

    /** Keeps streams alive, and ends those whose token ends or whose client is stuck. */
    Flux<Void> beats() {
        return Flux.interval(BEAT)
                .onBackpressureDrop()
                .doOnNext(_ -> beat())
                .thenMany(Flux.empty());
    }

    void beat() {
        var now = clock.instant();
        var patience = (int) Math.ceilDiv(properties.heartbeat().toMillis(), BEAT.toMillis());
        open.forEach(stream -> stream.beat(now, patience));
    }

    /** Ends every stream cleanly, and cuts off who has not taken the end within the patience. */
    Mono<Void> drain() {
        return Mono.fromRunnable(this::sayGoodbye)
                .thenMany(Flux.interval(Duration.ZERO, LOOK).onBackpressureDrop())
                .takeUntil(_ -> open.isEmpty())
                .take(properties.drain())
                .doOnTerminate(() -> open.forEach(stream -> stream.events().cut()))
                .then();
    }

    private void sayGoodbye() {
        draining = true;
        open.forEach(stream -> stream.reader().finish(retry()));
    }

    private OpenStream join(StreamRequest request, Audience audience, EventStream events) {
        var reader =
                topics.join(
                        request.payment(),
                        it -> new Reader(it, audience, request.mode(), events::hasRoom));
        events.onRoom(reader::wake);
        var stream = new OpenStream(reader, events, end(request.caller()));
        open.add(stream);
        return stream;
    }

    private void leave(OpenStream stream) {
        open.remove(stream);
        stream.events().onRoom(() -> {});
        topics.leave(stream.reader());
    }

    private Mono<Void> tell(StreamRequest request, OpenStream stream) {
        if (draining) {
            return request.browser()
                    ? stream.events().write(Flux.just(Mono.just(retry())))
                    : Mono.error(StatusFailure.Draining::new);
        }
        return head(stream.reader().topic(), request.lastId())
                .flatMap(head -> tell(request, stream, head));
    }

    private Mono<Void> tell(StreamRequest request, OpenStream stream, Told head) {
        var known = request.lastId().stream().filter(id -> id <= head.version()).findFirst();
        if (head.closed() && known.equals(OptionalLong.of(head.version()))) {
            stream.events().response().setStatusCode(HttpStatus.NO_CONTENT);
            return stream.events().response().setComplete();
        }
        stream.reader().begin(retry(), head, known);
        return stream.events().write(stream.reader().frames());
    }

    /** What is known here if that is current, else what the journal says. */
    private Mono<Told> head(Topic topic, OptionalLong lastId) {
        return Mono.justOrEmpty(topic.head())
                .filter(_ -> follower.isCurrent())
                .filter(known -> lastId.orElse(0) <= known.version())
                .switchIfEmpty(topic.read());
    }

    /** Well before the token's own end, also when the beat that sees it comes a beat later. */
    private Instant end(Caller caller) {
        var now = clock.instant();
        var left = Duration.between(now, caller.tokenExpiresAt()).toMillis();
        var share = (long) (left * (0.8 + 0.18 * chance.getAsDouble()));
        return now.plusMillis(Math.min(share, left - BEAT.toMillis()));
    }

    private byte[] retry() {
        var from = properties.retryFrom().toMillis();
        var spread = properties.retryTo().toMillis() - from;
        return Frames.retry(Duration.ofMillis(from + (long) (spread * chance.getAsDouble())));
    }
}
