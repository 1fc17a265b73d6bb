package io.sluice.status;

import io.sluice.platform.cluster.Roles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Runs what streams live on, and ends them before the web server waits for its open requests: it
 * would wait for a stream until it runs out of patience.
 */
final class StreamLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamLifecycle.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /**
     * The web server's graceful shutdown is at {@code DEFAULT_PHASE - 1024}; higher stops first.
     */
    private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 512;

    private final Flux<Void> following;
    private final Streams streams;
    private final Roles roles;
    private volatile @Nullable Disposable running;

    StreamLifecycle(
            Follower follower,
            Depths depths,
            Topics topics,
            Streams streams,
            StreamProperties properties,
            Roles roles) {
        var patience = (int) Math.ceilDiv(properties.heartbeat().toMillis(), BEAT.toMillis());
        var beats =
                Flux.interval(BEAT)
                        .onBackpressureDrop()
                        .doOnNext(_ -> topics.readers().forEach(reader -> reader.beat(patience)))
                        .thenMany(Flux.<Void>empty());
        this.following = Flux.merge(follower.follow(), depths.follow(), beats);
        this.streams = streams;
        this.roles = roles;
    }

    @Override
    public void start() {
        var wanted = roles.include(Roles.Role.EDGE) ? following : Flux.<Void>never();
        running =
                wanted.subscribe(
                        _ -> {}, failure -> log.error("Streams are not fed any more", failure));
    }

    @Override
    public void stop(Runnable whenStopped) {
        var _ = streams.drain().doFinally(_ -> halt(whenStopped)).subscribe();
    }

    @Override
    public void stop() {
        halt(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }

    private void halt(Runnable whenStopped) {
        var feeding = running;
        if (feeding != null) {
            feeding.dispose();
            running = null;
        }
        whenStopped.run();
    }
}
