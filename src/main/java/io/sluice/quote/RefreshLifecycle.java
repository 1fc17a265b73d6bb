package io.sluice.quote;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/** Keeps the refresher going while this replica runs. */
final class RefreshLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshLifecycle.class);

    private final RateRefresher refresher;
    private @Nullable Disposable rounds;

    RefreshLifecycle(RateRefresher refresher) {
        this.refresher = refresher;
    }

    @Override
    public synchronized void start() {
        rounds =
                refresher
                        .rounds()
                        .subscribe(
                                _ -> {},
                                failure -> LOG.error("Rates are no longer refreshed", failure));
    }

    @Override
    public synchronized void stop() {
        if (rounds != null) {
            rounds.dispose();
            rounds = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return rounds != null && !rounds.isDisposed();
    }
}
