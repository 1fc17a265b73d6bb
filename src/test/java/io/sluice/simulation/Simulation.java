package io.sluice.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One world from its beginning to its end. */
record Simulation(long seed, List<String> violations, List<String> trace) {

    private static final int SHOWN = 120;

    static Simulation of(long seed, Flaw... flaws) {
        var world = new World(seed, flaws);
        try {
            world.live();
        } catch (RuntimeException | AssertionError thrown) {
            var stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            world.violate(stack.toString());
        }
        return new Simulation(seed, world.violations(), world.trace());
    }

    boolean isBroken() {
        return !violations.isEmpty();
    }

    /** What went wrong, how to see it again, and what led to it. */
    String story() {
        var from = Math.max(0, trace.size() - SHOWN);
        return "World %d, which -Dsluice.seed=%d lives through again: %s%n%s"
                .formatted(
                        seed,
                        seed,
                        isBroken() ? violations.getFirst() : "all is well",
                        String.join("\n", trace.subList(from, trace.size())));
    }
}
