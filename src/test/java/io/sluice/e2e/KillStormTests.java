package io.sluice.e2e;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills one of two replicas, or both, again and again: {@code -Dsluice.kills} times. The moments
 * follow from {@code -Dsluice.seed}, as far as time can be repeated.
 */
@Tag("full")
class KillStormTests {

    final int kills = Integer.getInteger("sluice.kills", 50);
    final long seed = Long.getLong("sluice.seed", System.nanoTime());
    final Storm storm = new Storm(seed);
    final Killer killer = new Killer(storm.replicas(), new Random(seed + 1), storm::mine);

    @BeforeEach
    void say() {
        System.out.printf("Kill storm: %d kills, -Dsluice.seed=%d%n", kills, seed);
    }

    @AfterEach
    void stop() {
        storm.close();
    }

    @Test
    void losesAndDoublesNothingHoweverOftenReplicasDie() throws Exception {
        var begin = System.nanoTime();

        storm.during(() -> {
            killer.kill(kills);
            killer.awaitAll();
        });

        System.out.printf(
                "Kill storm: survived in %d s; killed %s; %s; errors logged: %s%n",
                Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                killer.tally(),
                storm.tally(),
                killer.errors());
    }
}
