package io.sluice.platform.cluster;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Keeps a job without an end going while this replica runs. */
public final class Upkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final String job;
    private final Flux<Void> work;
    private @Nullable Disposable running;

    public Upkeep(String job, Flux<Void> work) {
        this.job = job;
        this.work = work;
    }

    @Override
    public synchronized void start() {
        running = work.subscribe(_ -> {}, this::ended, () -> LOG.error("{} ended", job));
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null && !running.isDisposed();
    }

    private void ended(Throwable failure) {
        LOG.error("{} ended", job, failure);
    }
}
