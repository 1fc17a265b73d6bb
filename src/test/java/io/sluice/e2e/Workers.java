package io.sluice.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** People who do the same again and again, each on their own, until all are told to go home. */
final class Workers implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> jobs = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    void repeat(Runnable job) {
        once(() -> {
            while (!over.get()) {
                job.run();
            }
        });
    }

    synchronized void once(Runnable job) {
        jobs.add(threads.submit(job));
    }

    /** Has everybody finish what they are at; fails if anybody failed. */
    void goHome(Duration patience) throws InterruptedException {
        over.set(true);
        for (var job : begun()) {
            try {
                job.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError("A worker did not come to an end", e);
            }
        }
    }

    @Override
    public void close() {
        over.set(true);
        threads.shutdownNow();
    }

    private synchronized List<Future<?>> begun() {
        return List.copyOf(jobs);
    }
}
