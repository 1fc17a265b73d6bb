package io.sluice.quote;

import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/** Keeps the refresher going while this replica runs, if it is one that answers requests. */
final class RefreshLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshLifecycle.class);

    private final RateRefresher refresher;
    private final Roles roles;
    private @Nullable Disposable rounds;

    RefreshLifecycle(RateRefresher refresher, Roles roles) {
        this.refresher = refresher;
        this.roles = roles;
    }

    @Override
    public synchronized void start() {
        if (!roles.include(Role.EDGE)) {
            return;
        }
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
