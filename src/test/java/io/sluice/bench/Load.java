package io.sluice.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** As many questions at once as asked for, each another one, for some time. */
final class Load {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int atOnce;
    private final Duration time;
    private final LongFunction<Mono<String>> ask;
    private final AtomicInteger mostThreads = new AtomicInteger();
    private long asked;

    Load(int atOnce, Duration time, LongFunction<Mono<String>> ask) {
        this.atOnce = atOnce;
        this.time = time;
        this.ask = ask;
    }

    /**
     * What came of it.
     *
     * @param latencies of the calls that were answered, in order of size
     */
    record Outcome(
            double seconds,
            List<Long> latencies,
            int wrong,
            int unanswered,
            int threads,
            double bytesPerCall) {

        double perSecond() {
            return latencies.size() / seconds;
        }

        double millis(double quantile) {
            return latencies.isEmpty()
                    ? Double.NaN
                    : latencies.get((int) (quantile * (latencies.size() - 1))) / 1e6;
        }
    }

    Outcome run() {
        var bytes = allocated();
        var since = System.nanoTime();
        var until = since + time.toNanos();
        var calls =
                Flux.<Long>generate(sink -> next(sink::next, sink::complete, until))
                        .flatMap(this::call, atOnce, 1)
                        .collectList()
                        .blockOptional()
                        .orElseThrow();
        var seconds = (System.nanoTime() - since) / 1e9;
        var used = allocated() - bytes;
        return new Outcome(
                seconds,
                calls.stream().filter(Call::right).map(Call::nanos).sorted().toList(),
                (int) calls.stream().filter(it -> it.answered() && !it.right()).count(),
                (int) calls.stream().filter(it -> !it.answered()).count(),
                mostThreads.get(),
                (double) used / Math.max(1, calls.size()));
    }

    private void next(Consumer<Long> next, Runnable complete, long until) {
        if (System.nanoTime() - until >= 0) {
            complete.run();
        } else {
            next.accept(++asked);
        }
    }

    private Mono<Call> call(long number) {
        return Mono.defer(() -> {
            var since = System.nanoTime();
            if (number % 256 == 0) {
                countThreads();
            }
            return ask.apply(number)
                    .map(answer -> called(since, true, answer.equals(MockNode.truth(number))))
                    .onErrorResume(_ -> Mono.just(called(since, false, false)));
        });
    }

    private static Call called(long since, boolean answered, boolean right) {
        return new Call(System.nanoTime() - since, answered, right);
    }

    private record Call(long nanos, boolean answered, boolean right) {}

    private void countThreads() {
        mostThreads.accumulateAndGet(threads().length, Math::max);
    }

    /** Those of the mocks are not ours. */
    private static long[] threads() {
        var all = THREADS.getThreadInfo(THREADS.getAllThreadIds());
        return Arrays.stream(all)
                .filter(it -> it != null && !it.getThreadName().startsWith(MockNode.LOOPS))
                .mapToLong(it -> it.getThreadId())
                .toArray();
    }

    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(threads()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
