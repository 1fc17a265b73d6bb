package io.sluice.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Lives through many worlds, each on one thread, on as many threads as there are cores. */
final class Worlds {

    private static final int ENOUGH = 3;

    private final PrimitiveIterator.OfLong seeds;
    private final Flaw[] flaws;
    private final List<Simulation> broken = new ArrayList<>();

    private Worlds(LongStream seeds, Flaw... flaws) {
        this.seeds = seeds.iterator();
        this.flaws = flaws;
    }

    /** Some of those that broke, about {@value #ENOUGH} at most. */
    static List<Simulation> broken(LongStream seeds, Flaw... flaws) {
        return new Worlds(seeds, flaws).live();
    }

    private List<Simulation> live() {
        var threads =
                IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .mapToObj(_ -> CompletableFuture.runAsync(this::liveOnThisThread))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(threads).join();
        return broken;
    }

    private void liveOnThisThread() {
        for (var seed = next(); seed != null; seed = next()) {
            var world = Simulation.of(seed, flaws);
            if (world.isBroken()) {
                found(world);
            }
        }
    }

    private synchronized @Nullable Long next() {
        return broken.size() < ENOUGH && seeds.hasNext() ? seeds.next() : null;
    }

    private synchronized void found(Simulation world) {
        broken.add(world);
    }
}
