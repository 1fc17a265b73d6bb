package io.sluice.simulation;

import static java.util.concurrent.CompletableFuture.runAsync;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Lives through many worlds, each on one thread, on as many threads as there are cores. */
final class Worlds {

    private static final int ENOUGH = 3;

    private final int enough;
    private final PrimitiveIterator.OfLong seeds;
    private final Flaw[] flaws;
    private final List<Simulation> broken = new ArrayList<>();

    private Worlds(int enough, LongStream seeds, Flaw... flaws) {
        this.enough = enough;
        this.seeds = seeds.iterator();
        this.flaws = flaws;
    }

    /** Some of those that broke, about {@value #ENOUGH} at most. */
    static List<Simulation> broken(LongStream seeds) {
        return new Worlds(ENOUGH, seeds).live();
    }

    /** Whether one of them breaks when it is built with {@code flaw}. */
    static boolean breaks(LongStream seeds, Flaw flaw) {
        return !new Worlds(1, seeds, flaw).live().isEmpty();
    }

    private List<Simulation> live() {
        var cores = Runtime.getRuntime().availableProcessors();
        // The common pool is one thread short of the cores.
        try (var threads = Executors.newFixedThreadPool(cores)) {
            var lives =
                    IntStream.range(0, cores)
                            .mapToObj(_ -> runAsync(this::liveOnThisThread, threads))
                            .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(lives).join();
        }
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
        return broken.size() < enough && seeds.hasNext() ? seeds.next() : null;
    }

    private synchronized void found(Simulation world) {
        broken.add(world);
    }
}
