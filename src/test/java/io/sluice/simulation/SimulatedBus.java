package io.sluice.simulation;

import io.sluice.payment.journal.SimulatedJournal;
import io.sluice.platform.cluster.Bus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wake-ups that nobody needs to hear, but that must never tell of what is not committed. */
final class SimulatedBus implements Bus {

    private final World world;

    SimulatedBus(World world) {
        this.world = world;
    }

    @Override
    public Mono<Void> publish(String channel, byte[] message) {
        return Mono.fromRunnable(() -> {
            if (!SimulatedJournal.isCommitted(message, world.tables().journal())) {
                world.violate("an event was told before it was committed");
            }
            if (world.dice().chance(20)) {
                throw new Away();
            }
        });
    }

    /** Redis is not there. */
    static final class Away extends RuntimeException {

        private Away() {
            super("Redis is away", null, false, false);
        }
    }

    @Override
    public Flux<Heard> listen(String channel) {
        return Flux.never();
    }
}
