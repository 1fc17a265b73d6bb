package io.sluice.status;

import io.sluice.platform.cluster.Roles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * Runs what streams live on, and ends them before the web server waits for its open requests: it
 * would wait for a stream until it runs out of patience.
 */
final class StreamLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamLifecycle.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * The web server's graceful shutdown is at {@code DEFAULT_PHASE - 1024}; higher stops first.
     */
    private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 512;

    private final Flux<Void> following;
    private final Streams streams;
    private final Roles roles;
    private volatile @Nullable Disposable running;

    StreamLifecycle(Follower follower, Depths depths, Streams streams, Roles roles) {
        this.following =
                Flux.merge(
                        forEver("Following the journal", follower.follow()),
                        forEver("Looking up depths", depths.follow()),
                        forEver("Keeping streams alive", streams.beats()));
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

    /**
     * What fails starts again, and ends none of the others: a silent stream looks like a calm one.
     */
    private static Flux<Void> forEver(String what, Flux<Void> branch) {
        return branch.retryWhen(
                Retry.backoff(Long.MAX_VALUE, PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(again ->
                                log.error("{} failed and starts again", what, again.failure())));
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
