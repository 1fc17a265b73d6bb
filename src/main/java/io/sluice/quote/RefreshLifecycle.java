package io.sluice.quote;

import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/** Keeps the refresher going while this replica runs, if it is one that answers requests. */
final class RefreshLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshLifecycle.class);

    private final RateRounds rates;
    private final Roles roles;
    private final Duration patience;
    private final CountDownLatch firstRound = new CountDownLatch(1);
    private @Nullable Disposable rounds;

    /**
     * Starts nothing yet.
     *
     * @param patience how long the first round may keep a replica from starting
     */
    RefreshLifecycle(RateRounds rates, Roles roles, Duration patience) {
        this.rates = rates;
        this.roles = roles;
        this.patience = patience;
    }

    /**
     * Gives the sources one chance to agree before requests are taken; if they cannot, that must
     * not keep us down.
     */
    @Override
    public void start() {
        if (!roles.include(Role.EDGE)) {
            return;
        }
        refresh();
        try {
            if (!firstRound.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Started before there was a round of rates");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
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

    /**
     * Before the web server, and stopped after it; within the life of the HTTP client (phase 0).
     */
    @Override
    public int getPhase() {
        return 1000;
    }

    private synchronized void refresh() {
        rounds =
                rates.agreements()
                        .subscribe(
                                _ -> firstRound.countDown(),
                                failure -> LOG.error("Rates are no longer refreshed", failure));
    }
}
