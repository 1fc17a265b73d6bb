package io.sluice.platform.sse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/**
 * Keeps streams alive while this replica runs, and ends them before the web server waits for its
 * open requests: it would wait for a stream until it runs out of patience.
 */
final class StreamEnding implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamEnding.class);

    private final OpenStreams streams;
    private volatile @Nullable Disposable beating;

    StreamEnding(OpenStreams streams) {
        this.streams = streams;
    }

    @Override
    public void start() {
        beating = streams.beats().subscribe(_ -> {}, failure -> log.error("No beats", failure));
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
        return beating != null;
    }

    @Override
    public int getPhase() {
        return OpenStreams.ENDING;
    }

    private void halt(Runnable whenStopped) {
        var running = beating;
        if (running != null) {
            running.dispose();
            beating = null;
        }
        whenStopped.run();
    }
}
