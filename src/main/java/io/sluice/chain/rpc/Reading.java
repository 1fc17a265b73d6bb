package io.sluice.chain.rpc;

import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where answers are parsed. A block with its receipts is megabytes of JSON, and the event loops
 * serve everybody: that goes to a few threads of its own. Small answers are not worth the way.
 */
final class Reading {

    private static final int SMALL = 8 * 1024;
    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    /** Deep traces are parsed by recursion. */
    private static final long STACK = 16L * 1024 * 1024;

    private static final Scheduler THREAD_POOL = Schedulers.fromExecutorService(pool());

    private Reading() {}

    /** Not {@code publishOn}: cancelled at the wrong moment, it reports an empty answer. */
    static <T> Mono<T> of(byte[] body, Callable<T> parsing) {
        var parsed = Mono.fromCallable(parsing);
        return body.length < SMALL ? parsed : parsed.subscribeOn(THREAD_POOL);
    }

    private static ThreadPoolExecutor pool() {
        var number = new AtomicInteger();
        var pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> thread(task, "rpc-reading-" + number.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable task, String name) {
        var thread = new Thread(null, task, name, STACK);
        thread.setDaemon(true);
        return thread;
    }
}
