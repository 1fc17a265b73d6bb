package io.sluice.structure;

import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Every test of this run fails when something blocks an event loop. */
class BlockHoundTests {

    @Test
    @SuppressWarnings("ThreadSleep") // the very thing that must be caught
    void catchesABlockingCallOnAThreadThatMustNotBlock() {
        Mono.fromCallable(
                        () -> {
                            Thread.sleep(1);
                            return "slept";
                        })
                .subscribeOn(Schedulers.parallel())
                .as(StepVerifier::create)
                .verifyError(BlockingOperationError.class);
    }
}
