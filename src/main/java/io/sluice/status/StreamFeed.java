package io.sluice.status;

import io.sluice.platform.cluster.Roles;
import io.sluice.platform.sse.OpenStreams;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Runs what streams of payments live on, until they have ended. */
final class StreamFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamFeed.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Flux<Void> following;
    private final Roles roles;
    private volatile @Nullable Disposable running;

    StreamFeed(Follower follower, Depths depths, Takeovers takeovers, Roles roles) {
        this.following =
                Flux.merge(
                        forEver("Following the journal", follower.follow()),
                        forEver("Looking up depths", depths.follow()),
                        forEver("Following tickets", takeovers.follow()));
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
    public void stop() {
        var feeding = running;
        if (feeding != null) {
            feeding.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return OpenStreams.ENDING - 1;
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
}
