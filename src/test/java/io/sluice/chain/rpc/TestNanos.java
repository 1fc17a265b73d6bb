package io.sluice.chain.rpc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A clock that a test moves, and that moves with virtual time while there is one. */
final class TestNanos implements LongSupplier {

    private final AtomicLong moved = new AtomicLong(1);

    void pass(Duration time) {
        moved.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return moved.get()
                + (VirtualTimeScheduler.isFactoryEnabled()
                        ? VirtualTimeScheduler.get().now(TimeUnit.NANOSECONDS)
                        : 0);
    }
}
