package io.sluice.platform.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/** Lets units that are still at work end, after the web server has stopped taking requests. */
final class DatabaseDrain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DatabaseDrain.class);

    /** Below the web server, whose stages are 1024 apart and the lowest of which is at -2048. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final Detached detached;
    private final Duration patience;
    private final AtomicBoolean running = new AtomicBoolean();

    DatabaseDrain(Detached detached, Duration patience) {
        this.detached = detached;
        this.patience = patience;
    }

    @Override
    public void start() {
        running.set(true);
    }

    @Override
    public void stop(Runnable stopped) {
        running.set(false);
        var _ =
                detached.drained()
                        .timeout(patience)
                        .doOnError(_ ->
                                log.warn("Database work is cut off after waiting={}.", patience))
                        .onErrorComplete()
                        .then(Mono.<Void>fromRunnable(stopped))
                        .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
