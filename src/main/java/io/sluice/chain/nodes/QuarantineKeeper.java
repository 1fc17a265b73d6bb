package io.sluice.chain.nodes;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Keeps quarantines for as long as the gateway runs, from before it begins to watch chains. */
@Component
final class QuarantineKeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(QuarantineKeeper.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);
    private static final Duration WHILE_IT_FAILS = Duration.ofSeconds(10);
    private static final int BEFORE_WATCHERS = 0;

    private final Quarantines quarantines;

    private Disposable.Composite running = Disposables.composite();

    QuarantineKeeper(Quarantines quarantines) {
        this.quarantines = quarantines;
    }

    @Override
    public void start() {
        running =
                Disposables.composite(
                        repeated(quarantines.keep(), SOON),
                        repeated(quarantines.compare(), NOW_AND_THEN));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return running.size() > 0 && !running.isDisposed();
    }

    @Override
    public int getPhase() {
        return BEFORE_WATCHERS;
    }

    private static Disposable repeated(Mono<Void> work, Duration pause) {
        return work.retryWhen(
                        Retry.backoff(Long.MAX_VALUE, pause)
                                .maxBackoff(WHILE_IT_FAILS)
                                .doBeforeRetry(QuarantineKeeper::failed))
                .repeatWhen(done -> done.delayElements(pause))
                .subscribe(_ -> {}, cause -> log.error("Quarantines are not kept any more", cause));
    }

    private static void failed(Retry.RetrySignal signal) {
        log.warn("Quarantines could not be kept because={}", signal.failure().toString());
    }
}
