package io.sluice.status;

import io.sluice.merchant.Caller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The open streams of this replica, from the first frame to the last. */
final class Streams {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final StreamAccess access;
    private final Topics topics;
    private final Follower follower;
    private final StreamProperties properties;
    private final InstantSource clock;
    private final DoubleSupplier chance;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    Streams(
            StreamAccess access,
            Topics topics,
            Follower follower,
            StreamProperties properties,
            InstantSource clock,
            DoubleSupplier chance) {
        this.access = access;
        this.topics = topics;
        this.follower = follower;
        this.properties = properties;
        this.clock = clock;
        this.chance = chance;
    }

    /** Authorises, listens, reads, and then tells until either side ends it. */
    Mono<Void> serve(StreamRequest request, ServerHttpResponse response) {
        return access.require(request.caller(), request.payment())
                .flatMap(audience ->
                        Mono.using(
                                () -> join(request, audience, response),
                                stream -> tell(request, stream),
                                this::leave));
    }

    /** Ends every stream cleanly, and cuts off who has not taken the end within the patience. */
    Mono<Void> drain() {
        return Mono.fromRunnable(this::sayGoodbye)
                .thenMany(Flux.interval(Duration.ZERO, LOOK).onBackpressureDrop())
                .takeUntil(_ -> open.isEmpty())
                .take(properties.drain())
                .doOnTerminate(() -> open.forEach(stream -> EventStream.cut(stream.response())))
                .then();
    }

    private void sayGoodbye() {
        draining = true;
        open.forEach(stream -> stream.reader().finish(retry()));
    }

    private Open join(StreamRequest request, Audience audience, ServerHttpResponse response) {
        var reader =
                topics.join(
                        request.payment(), topic -> new Reader(topic, audience, request.mode()));
        var stream = new Open(reader, response);
        open.add(stream);
        return stream;
    }

    private void leave(Open stream) {
        open.remove(stream);
        topics.leave(stream.reader());
    }

    private Mono<Void> tell(StreamRequest request, Open stream) {
        if (draining) {
            return request.browser()
                    ? EventStream.write(stream.response(), Flux.just(Mono.just(retry())))
                    : Mono.error(StatusFailure.Draining::new);
        }
        return head(stream.reader().topic(), request.lastId())
                .flatMap(head -> tell(request, stream, head));
    }

    private Mono<Void> tell(StreamRequest request, Open stream, Told head) {
        var known = request.lastId().stream().filter(id -> id <= head.version()).findFirst();
        if (head.closed() && known.equals(OptionalLong.of(head.version()))) {
            stream.response().setStatusCode(HttpStatus.NO_CONTENT);
            return stream.response().setComplete();
        }
        stream.reader().begin(retry(), head, known);
        return Mono.using(
                () -> endWithToken(request.caller(), stream.reader()),
                _ -> EventStream.write(stream.response(), stream.reader().frames()),
                Disposable::dispose);
    }

    /** What is known here if that is current, else what the journal says. */
    private Mono<Told> head(Topic topic, OptionalLong lastId) {
        return Mono.justOrEmpty(topic.head())
                .filter(_ -> follower.isCurrent())
                .filter(known -> lastId.orElse(0) <= known.version())
                .switchIfEmpty(topic.read());
    }

    private Disposable endWithToken(Caller caller, Reader reader) {
        var left = Duration.between(clock.instant(), caller.tokenExpiresAt()).toMillis();
        var share = 0.8 + 0.18 * chance.getAsDouble();
        return Schedulers.parallel()
                .schedule(
                        () -> reader.finish(Frames.REAUTH),
                        Math.max(0, (long) (left * share)),
                        TimeUnit.MILLISECONDS);
    }

    private byte[] retry() {
        var from = properties.retryFrom().toMillis();
        var spread = properties.retryTo().toMillis() - from;
        return Frames.retry(Duration.ofMillis(from + (long) (spread * chance.getAsDouble())));
    }

    /** One stream and where it goes. */
    private record Open(Reader reader, ServerHttpResponse response) {}
}
